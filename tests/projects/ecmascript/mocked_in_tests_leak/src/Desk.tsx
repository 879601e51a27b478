import { useEffect } from 'react';
import { signIn } from './session';

export function Desk({ id, token }: { id: string; token: string }) {
  useEffect(() => {
    signIn(id, token);
  }, [id, token]);
  return null;
}

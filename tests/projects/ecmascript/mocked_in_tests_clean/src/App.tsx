import { useEffect } from 'react';
import { signIn, signOut } from './chat';

export function App({ id, token }: { id: string; token: string }) {
  useEffect(() => {
    const opened = signIn(id, token);
    return () => {
      opened.then(signOut);
    };
  }, [id, token]);
  return null;
}

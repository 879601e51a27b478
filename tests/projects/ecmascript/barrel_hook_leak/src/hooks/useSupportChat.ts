import { useEffect } from 'react';
import { signIn } from '../lib';

export function useSupportChat(user: { id: string }, token: string) {
  useEffect(() => {
    signIn(user, token).catch(console.error);
  }, [user.id, token]);
}

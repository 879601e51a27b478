import { useEffect } from 'react';
import { signIn, signOut } from '../lib';

export function useSupportChat(user: { id: string }, token: string) {
  useEffect(() => {
    const signedIn = signIn(user, token);
    return () => {
      signedIn.then(signOut, () => undefined);
    };
  }, [user.id, token]);
}

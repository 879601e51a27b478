import { useEffect } from 'react';
import { beginSession } from './session';

export function ReadingRoom({ user, token, onReady }) {
  useEffect(() => {
    const [client, ready, end] = beginSession(user, token);
    ready.then(() => onReady(client.user));
    return () => {
      end();
    };
  }, [user, token]);
  return null;
}

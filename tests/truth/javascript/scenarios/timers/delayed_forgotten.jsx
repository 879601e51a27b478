import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Snooze({ user, token }) {
  useEffect(() => {
    const client = new StreamChat('snooze');
    setTimeout(() => {
      client.connectUser({ id: user.id }, token); // expect: HUP101
    }, 3000);
  }, [user.id, token]);

  return <p>{user.name}</p>;
}

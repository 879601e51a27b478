import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('keep-alive');

export function Pulse({ user, token }) {
  useEffect(() => {
    const timer = setInterval(() => {
      client.connectUser({ id: user.id }, token); // expect: HUP203
    }, 5000);
    return () => clearInterval(timer);
  }, []);

  return <p>{user.name}</p>;
}

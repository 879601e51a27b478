import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('socket-only');

export function Feed({ user, token }) {
  useEffect(() => {
    client.connectUser({ id: user.id }, token);
    return () => {
      client.closeConnection(); // expect: HUP503
    };
  }, []);

  return <p>{user.name}</p>;
}

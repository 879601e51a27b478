import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Meter({ user, token }) {
  useEffect(() => {
    const timer = setInterval(async () => {
      const client = new StreamChat('meter');  // expect: HUP402
      try {
        await client.connectUser({ id: user.id }, token);
        await client.queryChannels({});
      } finally {
        await client.disconnectUser();
      }
    }, 1000);
    return () => clearInterval(timer);
  }, []);

  return <p>{user.name}</p>;
}

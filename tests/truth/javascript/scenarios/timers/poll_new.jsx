import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Ticker({ user, token }) {
  useEffect(() => {
    const timer = setInterval(async () => {
      const client = new StreamChat('ticker');  // expect: HUP402
      await client.connectUser({ id: user.id }, token); // expect: HUP203
      await client.queryChannels({});
    }, 1000);
    return () => clearInterval(timer);
  }, []);

  return <p>{user.name}</p>;
}

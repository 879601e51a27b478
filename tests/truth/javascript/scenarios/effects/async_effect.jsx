import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Kitchen({ cook, token }) {
  useEffect(async () => {
    const client = new StreamChat('kitchen-display');
    await client.connectUser({ id: cook.id }, token); // expect: HUP103
    return () => {
      client.disconnectUser();
    };
  }, [cook.id]);

  return <div>orders for {cook.name}</div>;
}

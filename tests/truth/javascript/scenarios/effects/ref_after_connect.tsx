import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export function Orchard({ grower, token }: { grower: string; token: string }) {
  const clientRef = useRef<StreamChat | null>(null);

  useEffect(() => {
    const init = async () => {
      const client = new StreamChat('orchard');
      await client.connectUser({ id: grower }, token); // expect: HUP104
      clientRef.current = client;
    };
    init();

    return () => {
      if (clientRef.current) {
        clientRef.current.disconnectUser();
        clientRef.current = null;
      }
    };
  }, [grower, token]);

  return <p>{grower}</p>;
}

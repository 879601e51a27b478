import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export function Brewery({ brewer, token }) {
  const client = useRef(null);

  useEffect(() => {
    client.current = new StreamChat('brewery');
    client.current.connectUser({ id: brewer.id }, token); // expect: HUP104
    return () => {
      client.current.disconnectUser();
    };
  }, [brewer.id]);

  return <p>{brewer.name}</p>;
}

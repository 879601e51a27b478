import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export function Court({ player, token }) {
  const client = useRef(new StreamChat('court')); // expect: HUP401

  useEffect(() => {
    const chat = client.current;
    const joined = chat.connectUser({ id: player.id }, token);
    return () => {
      joined.then(() => chat.disconnectUser());
    };
  }, []);

  return <p>{player.name}</p>;
}

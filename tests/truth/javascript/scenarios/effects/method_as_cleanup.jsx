import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Ferry({ passenger, token }) {
  useEffect(() => {
    const deck = new StreamChat('ferry');
    deck.connectUser({ id: passenger }, token); // expect: HUP104
    return deck.disconnectUser;
  }, [passenger]);

  return <span>{passenger}</span>;
}

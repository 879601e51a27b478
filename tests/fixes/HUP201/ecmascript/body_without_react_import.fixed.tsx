import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Scores({ id, token, score }: { id: string; token: string; score: [number, number] }) {
  useEffect(() => {
    const chat = new StreamChat('k7x2');
    const connecting = chat.connectUser({ id }, token); // the referee

    return () => {
      void connecting.then(() => chat.disconnectUser());
    };
  }, [id, token]);

  return <h2>{score.join(' : ')}</h2>;
}

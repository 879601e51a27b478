import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Lobby({ guest, token, onReady }) {
  useEffect(() => {
    const chat = new StreamChat('k7x2');
    chat.connectUser({ id: guest }, token).then(() => onReady(chat));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return <p>Lobby</p>;
}

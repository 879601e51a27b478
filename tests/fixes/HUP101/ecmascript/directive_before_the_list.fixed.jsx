import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Lobby({ guest, token, onReady }) {
  useEffect(() => {
    const chat = new StreamChat('k7x2');
    const connecting = chat.connectUser({ id: guest }, token);
    connecting.then(() => onReady(chat));

    return () => {
      connecting.then(() => chat.disconnectUser());
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  return <p>Lobby</p>;
}

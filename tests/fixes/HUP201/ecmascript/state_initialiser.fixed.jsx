import { useState, useEffect } from 'react';
import { StreamChat } from 'stream-chat';
import { viewer } from './viewer';

export function Live() {
  const [client, setClient] = useState(null);

  useEffect(() => {
    const chat = new StreamChat('k7x2');
    const connecting = chat.connectUser({ id: viewer.id }, viewer.token);
    connecting.then(() => setClient(chat)).catch(console.error);

    return () => {
      setClient(null);
      connecting.then(() => chat.disconnectUser());
    };
  }, []);

  if (!client) return null;

  return <p>{client.userID}</p>;
}

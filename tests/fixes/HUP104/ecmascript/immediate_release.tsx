import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Tutor({ id, token }: { id: string; token: string }) {
  const [client, setClient] = useState<StreamChat>();

  useEffect(() => {
    const chat = new StreamChat('k7x2');
    chat.connectUser({ id }, token).then(() => setClient(chat));

    return () => {
      setClient(undefined);
      chat
        .disconnectUser()
        .catch((error: unknown) => console.error('not closed', error));
    };
  }, [id, token]);

  return client ? <p>{client.userID}</p> : <progress />;
}

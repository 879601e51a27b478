import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

type Person = { id: string; name: string };

export function Inbox({ user, token }: { user: Person; token: string }) {
  const [client, setClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    const chat = new StreamChat('qk4ynunvwr9g');
    const pending = chat.connectUser(user, token).then(() => setClient(chat));
    return () => {
      setClient(null);
      pending.then(() => chat.disconnectUser());
    };
  }, [user.id, token]);

  return client ? <p>{client.userID}</p> : <p>Loading</p>;
}

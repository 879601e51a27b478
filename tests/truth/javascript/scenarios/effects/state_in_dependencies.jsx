import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Warehouse({ user, token }) {
  const [client, setClient] = useState(null);

  useEffect(() => {
    const chat = new StreamChat('warehouse');
    let closed = false;
    chat.connectUser({ id: user.id }, token).then(() => {
      if (closed) chat.disconnectUser();
      else setClient(chat);
    });
    return () => {
      closed = true;
    };
  }, [user.id, token]);

  useEffect(() => {
    if (!client) return undefined;
    return () => {
      client.disconnectUser();
    };
  }, [client]);

  return <section>{client ? client.userID : '…'}</section>;
}

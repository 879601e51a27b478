import { useState, useEffect } from 'react';
import { StreamChat } from 'stream-chat';
import { Chat } from 'stream-chat-react';

export function Porch({ userId, userToken }) {
  const [client, setClient] = useState(null);

  useEffect(() => {
    const open = async () => {
      const c = new StreamChat('porch');
      await c.connectUser({ id: userId }, userToken);
      setClient(c);
    };
    open();
    return () => {
      // keep the bell ringing until they are gone
      if (client) client.disconnectUser();
    };
  }, [userId]);

  return client ? <Chat client={client} /> : null;
}

import { useState, useEffect } from 'react';
import { StreamChat } from 'stream-chat';
import { Chat } from 'stream-chat-react';

export function Porch({ userId, userToken }) {
  const [client, setClient] = useState(null);

  useEffect(() => {
    const c = new StreamChat('porch');
    const connecting = c.connectUser({ id: userId }, userToken);

    const open = async () => {
      await connecting;
      setClient(c);
    };
    open();
    return () => {
      // keep the bell ringing until they are gone
      connecting.then(() => c.disconnectUser());
    };
  }, [userId]);

  return client ? <Chat client={client} /> : null;
}

import { useState, useEffect } from 'react';
import { StreamChat } from 'stream-chat';
import { Chat } from 'stream-chat-react';

export default function Porch({ userId, userToken }) {
  const [client, setClient] = useState();

  // The neighbours are listening
  useEffect(() => {
    (async () => {
      // one client for the whole street
      const c = new StreamChat('porch');
      await c.connectUser({ id: userId }, userToken); // as the owner of the house
      setClient(c);
    })();
  }, [userId]);

  return <>{client && <Chat client={client} />}</>;
}

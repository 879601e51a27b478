import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { Chat } from 'stream-chat-react';

export function Ward({ nurse }) {
  const [client, setClient] = useState(null);

  useEffect(() => {
    const chat = new StreamChat('w4rd');
    const connecting = chat.connectUser({ id: nurse.id }, () => fetch(`/api/token/${nurse.id}`).then((r) => r.text()));

    const clockIn = async () => {
      await connecting;
      setClient(chat);
    };

    clockIn();

    return () => {
      connecting.then(() => chat.disconnectUser());
    };
  }, [nurse.id]);

  return client && <Chat client={client} />;
}

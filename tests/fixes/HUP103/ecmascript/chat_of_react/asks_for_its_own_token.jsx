import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { Chat } from 'stream-chat-react';

export function Ward({ nurse }) {
  const [client, setClient] = useState(null);

  useEffect(() => {
    const clockIn = async () => {
      const chat = StreamChat.getInstance('w4rd');
      await chat.connectUser({ id: nurse.id }, () => fetch(`/api/token/${nurse.id}`).then((r) => r.text()));
      setClient(chat);
    };

    clockIn();

    return () => client?.disconnectUser();
  }, [nurse.id]);

  return client && <Chat client={client} />;
}

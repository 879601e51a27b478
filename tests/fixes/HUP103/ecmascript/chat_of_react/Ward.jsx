import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { Chat } from 'stream-chat-react';

const apiKey = 'w4rd';

export function Ward({ nurse }) {
  const [client, setClient] = useState(null);

  useEffect(() => {
    const clockIn = async () => {
      const chat = StreamChat.getInstance(apiKey);
      await chat.connectUser({ id: nurse.id, name: nurse.name }, async () => {
        const response = await fetch('/api/token');
        return (await response.json()).token;
      });
      setClient(chat);
    };

    clockIn();

    return () => client?.disconnectUser();
  }, [nurse.id]);

  return client && <Chat client={client} />;
}

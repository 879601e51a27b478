import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import type { ChatProps } from 'stream-chat-react';

interface Props {
  resident: { id: string };
  token: string;
  theme?: ChatProps['theme'];
}

export function Concierge({ resident, token, theme }: Props) {
  const [client, setClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    const connect = async () => {
      const chatClient = new StreamChat('concierge');
      await chatClient.connectUser({ id: resident.id }, token); // expect: HUP101
      setClient(chatClient);
    };

    connect();
  }, [resident.id, token]);

  if (!client) return <p>Loading</p>;
  return <p className={theme}>{client.userID}</p>;
}

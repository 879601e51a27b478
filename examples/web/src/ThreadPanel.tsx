import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { Channel, Chat, Thread } from 'stream-chat-react';

import { API_KEY } from './config';

type Props = { userId: string; token: string; channelId: string };

export function ThreadPanel({ userId, token, channelId }: Props) {
  const [client, setClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    const chat = new StreamChat(API_KEY);
    void chat.connectUser({ id: userId }, token).then(() => setClient(chat));

    return () => {
      setClient(null);
      void chat.disconnectUser();
    };
  }, [userId, token]);

  if (!client) return null;

  return (
    <Chat client={client}>
      <Channel channel={client.channel('messaging', channelId)}>
        <Thread />
      </Channel>
    </Chat>
  );
}

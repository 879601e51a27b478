import React, { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { Chat, Channel, MessageList } from 'stream-chat-react';
import { streamKey } from '../settings';
import { Waiting } from './waiting';

interface Props {
  resident: { id: string; name: string };
  token: string;
}

/** The street's own room. */
export function Street({ resident, token }: Props) {
  const [client, setClient] = useState<StreamChat | null>(null);
  const title = `Hello, ${resident.name}`;

  useEffect(() => {
    const connect = async () => {
      const chatClient = StreamChat.getInstance(streamKey);
      await chatClient.connectUser({ id: resident.id, name: resident.name }, token);
      setClient(chatClient);
    };

    connect();
  }, [resident, token]);

  if (!client) return <Waiting title={title} />;

  return (
    <Chat client={client}>
      <Channel channel={client.channel('messaging', 'street')}>
        <MessageList />
      </Channel>
    </Chat>
  );
}

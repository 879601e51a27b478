import React from 'react';
import { Chat, Channel, MessageList, useCreateChatClient } from 'stream-chat-react';
import { streamKey } from '../settings';
import { Waiting } from './waiting';

interface Props {
  resident: { id: string; name: string };
  token: string;
}

/** The street's own room. */
export function Street({ resident, token }: Props) {
  const client = useCreateChatClient({
    apiKey: streamKey,
    tokenOrProvider: token,
    userData: { id: resident.id, name: resident.name },
  });
  const title = `Hello, ${resident.name}`;

  if (!client) return <Waiting title={title} />;

  return (
    <Chat client={client}>
      <Channel channel={client.channel('messaging', 'street')}>
        <MessageList />
      </Channel>
    </Chat>
  );
}

import { StreamChat } from 'stream-chat';
import { Chat, ChannelList } from 'stream-chat-react';

export function Archive({ filters }) {
  const client = new StreamChat('k7x2'); // reads only

  return (
    <Chat client={client}>
      <ChannelList filters={filters} />
    </Chat>
  );
}

import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { Channel, ChannelList, Chat, MessageInput, MessageList, Window } from 'stream-chat-react';

import { API_KEY } from './config';

type Person = { id: string; name: string; chatToken: string };

export function ChatPage({ currentUser }: { currentUser: Person }) {
  const [chatClient, setChatClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    const initChat = async () => {
      const client = StreamChat.getInstance(API_KEY);
      await client.connectUser({ id: currentUser.id, name: currentUser.name }, currentUser.chatToken);
      setChatClient(client);
    };

    initChat();
  }, [currentUser]);

  if (!chatClient) return <p>Connecting…</p>;

  return (
    <Chat client={chatClient}>
      <ChannelList filters={{ members: { $in: [currentUser.id] } }} />
      <Channel>
        <Window>
          <MessageList />
          <MessageInput />
        </Window>
      </Channel>
    </Chat>
  );
}

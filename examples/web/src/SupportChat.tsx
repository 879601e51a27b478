import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { Channel, Chat, MessageInput, MessageList } from 'stream-chat-react';

import { API_KEY } from './config';

export function SupportChat({ guestId, token }: { guestId: string; token: string }) {
  const [chatClient, setChatClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    const connect = async () => {
      const client = new StreamChat(API_KEY);
      await client.connectUser({ id: guestId }, token);
      setChatClient(client);
    };

    void connect();

    return () => {
      void chatClient?.disconnectUser();
    };
  }, []);

  if (!chatClient) return null;

  return (
    <Chat client={chatClient}>
      <Channel channel={chatClient.channel('messaging', `support-${guestId}`)}>
        <MessageList />
        <MessageInput />
      </Channel>
    </Chat>
  );
}

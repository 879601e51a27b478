import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

const API_KEY = 'f8wwud5et5jd';

export const ChatApp = ({ currentUser, token }) => {
  const [chatClient, setChatClient] = useState(null);

  useEffect(() => {
    const initChat = async () => {
      const client = StreamChat.getInstance(API_KEY);
      await client.connectUser({ id: currentUser.id }, token); // expect: HUP103
      setChatClient(client);
    };
    initChat();
    return () => client.disconnectUser();
  }, []);

  return <div>{chatClient ? 'ready' : 'connecting'}</div>;
};

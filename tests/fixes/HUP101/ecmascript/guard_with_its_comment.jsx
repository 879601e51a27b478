import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

const chatClient = StreamChat.getInstance('k3y');

export const useChatClient = (user, token) => {
  const [clientIsReady, setClientIsReady] = useState(false);

  useEffect(() => {
    const setupClient = async () => {
      await chatClient.connectUser(user, token);
      setClientIsReady(true);
    };

    // If the client has a `userID`, somebody is connected already,
    // and we can skip this.
    if (!chatClient.userID) {
      setupClient();
    }
  }, []);

  return clientIsReady;
};

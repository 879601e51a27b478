import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

const chatClient = StreamChat.getInstance('k3y');

let queue = Promise.resolve();
const inTurn = (task) => (queue = queue.then(task, task));

export const useChatClient = (user, token) => {
  const [clientIsReady, setClientIsReady] = useState(false);

  useEffect(() => {
    const setupClient = async () => {
      await inTurn(() => chatClient.connectUser(user, token));
      setClientIsReady(true);
    };

    setupClient();

    return () => {
      inTurn(() => chatClient.disconnectUser());
    };
  }, []);

  return clientIsReady;
};

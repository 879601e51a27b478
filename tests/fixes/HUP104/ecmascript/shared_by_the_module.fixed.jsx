import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('k7x2');

let queue = Promise.resolve();
const inTurn = (task) => (queue = queue.then(task, task));

export default function Provider({ user, token, children }) {
  useEffect(() => {
    inTurn(() => client.connectUser(user, token));
    return () => {
      inTurn(() => client.disconnectUser());
    };
  }, []);

  return children;
}

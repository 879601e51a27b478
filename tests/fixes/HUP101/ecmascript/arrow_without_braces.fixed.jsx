import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

const chat = new StreamChat('k7x2');

let queue = Promise.resolve();
const inTurn = (task) => (queue = queue.then(task, task));

export function Badge({ user, token }) {
  useEffect(() => {
    void inTurn(() => chat.connectUser(user, token));

    return () => {
      void inTurn(() => chat.disconnectUser());
    };
  }, [user, token]);
  return null;
}

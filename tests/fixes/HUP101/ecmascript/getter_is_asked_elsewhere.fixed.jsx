import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

let queue = Promise.resolve();
const inTurn = (task) => (queue = queue.then(task, task));

export function Inbox({ user, token }) {
  useEffect(() => {
    const chat = StreamChat.getInstance('k7x2');
    inTurn(() => chat.connectUser(user, token));

    return () => {
      inTurn(() => chat.disconnectUser());
    };
  }, [user, token]);

  const send = () => StreamChat.getInstance('k7x2').channel('messaging', 'desk').sendMessage({ text: 'hello' });
  return <button onClick={send}>Say hello</button>;
}

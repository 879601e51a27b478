import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Inbox({ user, token }) {
  useEffect(() => {
    const chat = StreamChat.getInstance('k7x2');
    chat.connectUser(user, token);
  }, [user, token]);

  const send = () => StreamChat.getInstance('k7x2').channel('messaging', 'desk').sendMessage({ text: 'hello' });
  return <button onClick={send}>Say hello</button>;
}

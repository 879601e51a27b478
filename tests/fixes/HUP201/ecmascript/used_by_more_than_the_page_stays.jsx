import { useCallback } from 'react';
import { StreamChat } from 'stream-chat';

export function Desk({ id, token }) {
  const chat = StreamChat.getInstance('k7x2');
  chat.connectUser({ id }, token);
  const send = useCallback((text) => chat.channel('messaging', id).sendMessage({ text }), [chat, id]);
  return <button onClick={() => send('hello')}>Say hello</button>;
}

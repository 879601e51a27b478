import { useState } from 'react';
import { StreamChat } from 'stream-chat';
import { Chat } from 'stream-chat-react';

export function Frame({ children }) {
  const [client] = useState(() => new StreamChat('k7x2', /* ms */ { timeout: 6000 }));
  return <Chat client={client}>{children}</Chat>;
}

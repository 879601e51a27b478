import { useState } from 'react';
import { Chat, useCreateChatClient } from 'stream-chat-react';

export default function Desk({ user }) {
  const [open, setOpen] = useState(false);
  const client = useCreateChatClient({ apiKey: 'k7x2', userData: user, tokenOrProvider: () => fetch('/token').then((r) => r.text()) });
  return <Chat client={client}><button onClick={() => setOpen(!open)} /></Chat>;
}

import { useState } from 'react';
import { useCreateChatClient } from 'stream-chat-react';
import { Sidebar } from './Sidebar';

export function Library({ reader, token }: { reader: { id: string }; token: string }) {
  const client = useCreateChatClient({ apiKey: 'library', tokenOrProvider: token, userData: reader });
  const [open, setOpen] = useState(false);
  if (!client) return null;
  return (
    <section>
      <button onClick={() => setOpen(!open)}>shelf</button>
      {open && <Sidebar client={client} />}
    </section>
  );
}

import { useState } from 'react';
import { useChatContext } from 'stream-chat-react';

export function Preview<T extends { cid: string }>({ item }: { item: T }) {
  const { client } = useChatContext();
  const [open, setOpen] = useState(false);
  return <li onClick={() => setOpen(!open)}>{open ? item.cid : client.userID as string}</li>;
}

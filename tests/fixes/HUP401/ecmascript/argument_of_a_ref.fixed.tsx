import { useRef, useState, type ReactNode } from 'react';
import { StreamChat } from 'stream-chat';

export function Search({ render }: { render(client: StreamChat): ReactNode }) {
  const [kept] = useState(() => new StreamChat('k7x2'));
  const client = useRef(kept);
  return <>{render(client.current)}</>;
}

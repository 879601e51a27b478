import { useRef, type ReactNode } from 'react';
import { StreamChat } from 'stream-chat';

export function Search({ render }: { render(client: StreamChat): ReactNode }) {
  const client = useRef(new StreamChat('k7x2'));
  return <>{render(client.current)}</>;
}

import { useMemo, type ReactNode } from 'react';
import { StreamChat } from 'stream-chat';
import { Chat } from 'stream-chat-react';

export function Alumni(props: { id: string; token: string; children: ReactNode }) {
  const client = useMemo(() => {
    const chat = new StreamChat('k7x2');
    void chat.connectUser({ id: props.id }, props.token);
    return chat;
  }, [props.id, props.token]);

  return <Chat client={client}>{props.children}</Chat>;
}

import { useEffect, useState, type ReactNode } from 'react';
import { StreamChat } from 'stream-chat';
import { Chat } from 'stream-chat-react';

export function Alumni(props: { id: string; token: string; children: ReactNode }) {
  const [client, setClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    const chat = new StreamChat('k7x2');
    const connecting = chat.connectUser({ id: props.id }, props.token);
    void connecting.then(() => setClient(chat));

    return () => {
      setClient(null);
      void connecting.then(() => chat.disconnectUser());
    };
  }, [props.id, props.token]);

  if (!client) return null;

  return <Chat client={client}>{props.children}</Chat>;
}

import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { Chat, LoadingIndicator } from 'stream-chat-react';
import { useParent } from './parents';

export function Nursery() {
  const { parent } = useParent();
  const [client, setClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    const connect = async () => {
      const chat = new StreamChat('p5e8');
      await chat.connectUser({ id: parent.id }, parent.token);
      setClient(chat);
    };
    void connect();
    return () => {
      void client?.disconnectUser();
    };
  }, [parent]);

  return client ? <Chat client={client} /> : <LoadingIndicator />;
}

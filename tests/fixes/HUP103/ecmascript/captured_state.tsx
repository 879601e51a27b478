import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export default function Messenger({ id, token }: { id: string; token: string }) {
  const [client, setClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    const start = async () => {
      const chat = new StreamChat('k7x2');
      await chat.connectUser({ id }, token);
      setClient(chat);
    };
    void start();

    return () => {
      console.debug('leaving'); /* kept */
      if (client) {
        void client.disconnectUser();
      }
    };
  }, []);

  return client && <main />;
}

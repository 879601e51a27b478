import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export default function Messenger({ id, token }: { id: string; token: string }) {
  const [client, setClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    const chat = new StreamChat('k7x2');
    const connecting = chat.connectUser({ id }, token);

    const start = async () => {
      await connecting;
      setClient(chat);
    };
    void start();

    return () => {
      console.debug('leaving'); /* kept */
      void connecting.then(() => chat.disconnectUser());
    };
  }, []);

  return client && <main />;
}

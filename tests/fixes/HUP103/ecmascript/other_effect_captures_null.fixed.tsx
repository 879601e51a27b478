import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function useDesk(id: string, token: string) {
  const [client, setClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    const desk = new StreamChat('k7x2');
    const connecting = desk.connectUser({ id }, token);

    (async function connect() {
      await connecting;
      setClient(desk);
    })();

    return () => {
      void connecting.then(() => desk.disconnectUser());
    };
  }, [id, token]);

  return client;
}

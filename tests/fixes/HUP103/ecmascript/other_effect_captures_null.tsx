import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function useDesk(id: string, token: string) {
  const [client, setClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    (async function connect() {
      const desk = new StreamChat('k7x2');
      await desk.connectUser({ id }, token);
      setClient(desk);
    })();
  }, [id, token]);

  useEffect(() => () => void client?.disconnectUser(), []);

  return client;
}

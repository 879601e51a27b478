import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Harbour({ captain }: { captain: { id: string } }) {
  const [client, setClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    let cancelled = false;
    let opened: StreamChat | undefined;

    (async () => {
      const response = await fetch(`/api/token?user=${captain.id}`);
      const { token } = await response.json();
      if (cancelled) return;
      const chat = new StreamChat('harbour');
      await chat.connectUser({ id: captain.id }, token);
      if (cancelled) {
        await chat.disconnectUser();
        return;
      }
      opened = chat;
      setClient(chat);
    })();

    return () => {
      cancelled = true;
      opened?.disconnectUser();
    };
  }, [captain.id]);

  return <p>{client?.userID}</p>;
}

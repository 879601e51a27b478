import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Cellar({ keeper, token }: { keeper?: { id: string }; token: string }) {
  const [cellar, setCellar] = useState<StreamChat | null>(null);

  useEffect(() => {
    if (!keeper) return;
    const chat = new StreamChat('cellar');
    const connecting = chat.connectUser({ id: keeper.id }, token);
    void connecting.then(() => setCellar(chat));

    return () => {
      void connecting.then(() => chat.disconnectUser());
    };
  }, [keeper, token]);

  return <p>{cellar?.userID}</p>;
}

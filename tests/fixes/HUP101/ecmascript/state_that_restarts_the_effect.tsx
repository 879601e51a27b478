import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Cellar({ keeper, token }: { keeper?: { id: string }; token: string }) {
  const [cellar, setCellar] = useState<StreamChat | null>(null);

  useEffect(() => {
    if (cellar || !keeper) return;
    const chat = new StreamChat('cellar');
    void chat.connectUser({ id: keeper.id }, token).then(() => setCellar(chat));
  }, [keeper, token, cellar]);

  return <p>{cellar?.userID}</p>;
}

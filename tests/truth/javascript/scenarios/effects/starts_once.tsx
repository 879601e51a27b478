import { useEffect, useRef, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Balcony({ user, token }: { user: { id: string }; token: string }) {
  const started = useRef(false);
  const [client, setClient] = useState<StreamChat>();

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    const chat = new StreamChat('balcony-key');
    void chat.connectUser({ id: user.id }, token).then(() => setClient(chat)); // expect: HUP101
  }, [user.id, token]);

  return <p>{client?.userID}</p>;
}

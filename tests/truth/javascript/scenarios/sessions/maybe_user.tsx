import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function MaybeChat({ user, token }: { user: { id: string } | null; token: string }) {
  const [online, setOnline] = useState(false);

  useEffect(() => {
    if (!user) return;
    const client = new StreamChat('maybe');
    const ready = client.connectUser({ id: user.id }, token);
    ready.then(() => setOnline(true));
    return () => {
      setOnline(false);
      ready.then(() => client.disconnectUser());
    };
  }, [user?.id, token]);

  return online ? <b>online</b> : null;
}

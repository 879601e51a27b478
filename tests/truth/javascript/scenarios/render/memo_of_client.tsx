import { useEffect, useMemo } from 'react';
import { StreamChat } from 'stream-chat';

export function Arena({ user, token }: { user: { id: string }; token: string }) {
  const client = useMemo(() => new StreamChat('arena'), [user.id]);

  useEffect(() => {
    const opened = client.connectUser({ id: user.id }, token);
    return () => {
      opened.then(() => client.disconnectUser());
    };
  }, [client, user.id, token]);

  return <p>{user.id}</p>;
}

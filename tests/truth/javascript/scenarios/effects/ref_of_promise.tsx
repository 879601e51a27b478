import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export function Vineyard({ user, token }: { user: { id: string }; token: string }) {
  const session = useRef<Promise<StreamChat>>();

  useEffect(() => {
    const open = async () => {
      const client = new StreamChat('vineyard');
      await client.connectUser(user, token);
      return client;
    };
    const current = open();
    session.current = current;
    return () => {
      current.then((client) => client.disconnectUser());
    };
  }, [user.id, token]);

  return <p>{user.id}</p>;
}

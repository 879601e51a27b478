import { useMemo } from 'react';
import { StreamChat } from 'stream-chat';

export function Rink({ user, token }: { user: { id: string }; token: string }) {
  const client = useMemo(() => {
    const rink = new StreamChat('rink');
    rink.connectUser(user, token); // expect: HUP201
    return rink;
  }, [user, token]);

  return <p>{client.userID}</p>;
}

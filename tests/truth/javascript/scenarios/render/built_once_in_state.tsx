import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Field({ user, token }: { user: { id: string }; token: string }) {
  const [client] = useState(() => new StreamChat('field'));

  useEffect(() => {
    client.logger('info', `${user.id} ${token.length}`, {});
  }, [client, user.id, token]);

  return <p>{user.id}</p>;
}

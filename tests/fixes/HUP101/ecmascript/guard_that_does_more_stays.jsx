import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('pier');

export function Pier({ user, token }) {
  const [isReady, setIsReady] = useState(false);

  useEffect(() => {
    const connect = async () => {
      if (client.user) return setIsReady(true);
      await client.connectUser({ id: user.id }, token);
      setIsReady(true);
    };
    connect();
  }, [user.id, token]);

  return isReady && <p>{client.userID}</p>;
}

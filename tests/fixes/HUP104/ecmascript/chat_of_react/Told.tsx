import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { Chat } from 'stream-chat-react';

export function Told({ user, token }: { user: { id: string }; token: string }) {
  const [client, setClient] = useState<StreamChat>();

  useEffect(() => {
    const own = new StreamChat('w2t9x');
    const start = async () => {
      await own.connectUser(user, token);
      setClient(own);
    };
    start();
    return () => {
      setClient(undefined);
      own.disconnectUser();
    };
  }, [user, token]);

  return client === undefined ? null : <Chat client={client} />;
}

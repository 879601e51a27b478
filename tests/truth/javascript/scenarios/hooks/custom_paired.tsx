import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

function useChat(userId: string, token: string) {
  const [client, setClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    const chat = new StreamChat('hook-key');
    let stopped = false;
    const connecting = chat.connectUser({ id: userId }, token).then(() => {
      if (!stopped) setClient(chat);
    });
    return () => {
      stopped = true;
      setClient(null);
      connecting.then(() => chat.disconnectUser());
    };
  }, [userId, token]);

  return client;
}

export default function Reception({ user, token }: { user: { id: string }; token: string }) {
  const client = useChat(user.id, token);
  return <p>{client?.userID}</p>;
}

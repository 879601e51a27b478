import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Stage({ user, token }: { user: { id: string }; token: string }) {
  const [client, setClient] = useState<StreamChat>();

  useEffect(() => {
    let mounted = true;
    const chat = new StreamChat('stage-key');
    chat.connectUser(user, token).then(() => { // expect: HUP101
      if (mounted) setClient(chat);
    });
    return () => {
      mounted = false;
    };
  }, [user, token]);

  return <p>{client?.userID}</p>;
}

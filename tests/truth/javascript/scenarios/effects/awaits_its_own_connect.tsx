import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

type Props = { user: { id: string; name: string }; token: string };

export default function Presence({ user, token }: Props) {
  useEffect(() => {
    const client = new StreamChat('presence');
    const connected = client.connectUser({ id: user.id, name: user.name }, token);
    return () => {
      const stop = async () => {
        await connected;
        await client.disconnectUser();
      };
      stop().catch(console.error);
    };
  }, [user.id, user.name, token]);

  return null;
}

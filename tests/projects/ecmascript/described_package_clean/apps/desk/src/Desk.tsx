import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Desk({ agent, token }: { agent: string; token: string }) {
  useEffect(() => {
    const client = new StreamChat('desk');
    const connected = client.connectUser({ id: agent }, token);
    return () => {
      void connected.then(() => client.disconnectUser());
    };
  }, [agent, token]);
  return null;
}

import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Desk({ agent, token }: { agent: string; token: string }) {
  useEffect(() => {
    const client = new StreamChat('desk');
    void client.connectUser({ id: agent }, token); // expect: HUP101
  }, [agent, token]);
  return null;
}

import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';
import { fetchToken } from './api';

export default function Desk({ agent }: { agent: { id: string } }) {
  useEffect(() => {
    const client = new StreamChat('k7x2');
    fetchToken<string>(agent.id).then((token) => client.connectUser({ id: agent.id }, token));
  }, [agent.id]);

  return <section aria-label="desk" />;
}

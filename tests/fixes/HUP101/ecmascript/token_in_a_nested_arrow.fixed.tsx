import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';
import { fetchToken } from './api';

export default function Desk({ agent }: { agent: { id: string } }) {
  useEffect(() => {
    const client = new StreamChat('k7x2');
    let cancelled = false;
    let connecting: Promise<unknown> | undefined;
    fetchToken<string>(agent.id).then((token) => {
      if (cancelled) return undefined;
      connecting = client.connectUser({ id: agent.id }, token);
      return connecting;
    });

    return () => {
      cancelled = true;
      void connecting?.then(() => client.disconnectUser());
    };
  }, [agent.id]);

  return <section aria-label="desk" />;
}

import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { fetchTenant } from './tenants';

export const Helpdesk = ({ agentId, token }: { agentId: string; token: string }) => {
  const [desk, setDesk] = useState<StreamChat>();

  useEffect(() => {
    let cancelled = false;
    let close: (() => Promise<unknown>) | undefined;

    (async () => {
      const { apiKey } = await fetchTenant();
      /* each tenant has a key of its own */ const client = new StreamChat(apiKey);
      if (cancelled) return;
      const connecting = client.connectUser({ id: agentId }, token);
      close = () => connecting.then(() => client.disconnectUser());
      const me = await connecting;
      console.info('connected as', me?.me?.id);
      setDesk(client);
    })();

    return () => {
      cancelled = true;
      void close?.();
    };
  }, [agentId, token]);

  return desk ? <main>{desk.userID}</main> : null;
};

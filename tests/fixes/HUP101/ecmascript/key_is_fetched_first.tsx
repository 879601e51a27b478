import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { fetchTenant } from './tenants';

export const Helpdesk = ({ agentId, token }: { agentId: string; token: string }) => {
  const [desk, setDesk] = useState<StreamChat>();

  useEffect(() => {
    (async () => {
      const { apiKey } = await fetchTenant();
      /* each tenant has a key of its own */ const client = new StreamChat(apiKey);
      const me = await client.connectUser({ id: agentId }, token);
      console.info('connected as', me?.me?.id);
      setDesk(client);
    })();
  }, [agentId, token]);

  return desk ? <main>{desk.userID}</main> : null;
};

import { useEffect } from 'react';
import { useChatContext } from 'stream-chat-react';

export function Badge({ onCount }) {
  const { client } = useChatContext();
  useEffect(() => { onCount(client.user?.total_unread_count); return () => { if (client) client.disconnectUser(); }; }, [client]);
  return null;
}

import { useEffect, useState } from 'react';
import type { StreamChat } from 'stream-chat';

export function Sidebar({ client }: { client: StreamChat }) {
  const [unread, setUnread] = useState(0);

  useEffect(() => {
    const listener = client.on('notification.message_new', () => setUnread((count) => count + 1));
    return () => {
      listener.unsubscribe();
      void client.disconnectUser(); // expect: HUP503
    };
  }, [client]);

  return <b>{unread}</b>;
}

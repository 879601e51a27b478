import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Poller({ id, token }) {
  const [unread, setUnread] = useState(0);

  useEffect(() => {
    const timer = setInterval(async () => {
      const chat = new StreamChat('k7x2');
      const { me } = await chat.connectUser({ id }, token);
      try {
        setUnread(me.total_unread_count);
      } finally {
        await chat.disconnectUser();
      }
    }, 10_000);

    return () => clearInterval(timer);
  }, [id, token]);

  return <sup>{unread}</sup>;
}

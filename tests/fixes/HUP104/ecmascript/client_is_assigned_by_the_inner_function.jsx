import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { tokens } from './tokens';

export default function Desk({ user }) {
  const [online, setOnline] = useState(false);

  useEffect(() => {
    let client;
    let isMounted = true;

    const start = async () => {
      try {
        client = new StreamChat('key', {
          timeout: 30000,
        });

        await client.connectUser(user, tokens[user.id]);
        if (isMounted) setOnline(true);
      } catch (e) {
        console.warn(e);
      }
    };

    start();

    return () => {
      isMounted = false;
      if (client) {
        client.disconnectUser();
      }
    };
  }, [user]);

  return <b>{online ? 'on' : 'off'}</b>;
}

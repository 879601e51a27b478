import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Backstage({ user, token }) {
  const [client, setClient] = useState(null);

  useEffect(() => {
    const connect = async () => {
      const chatClient = new StreamChat('backstage');
      await chatClient.connectUser(user, token); // expect: HUP103
      setClient(chatClient);
    };

    connect();

    return () => {
      if (client) client.disconnectUser();
    };
  }, []);

  return client ? <h2>{user.name}</h2> : null;
}

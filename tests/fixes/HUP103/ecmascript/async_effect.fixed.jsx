import React from 'react';
import { StreamChat } from 'stream-chat';

export function Podcast({ listener, token }) {
  const [live, setLive] = React.useState(false);

  React.useEffect(() => {
    const client = new StreamChat('k7x2');
    const connecting = client.connectUser({ id: listener.id }, token);

    const connect = async () => {
      await connecting;
      setLive(true);
    };

    connect();

    return () => {
      connecting.then(() => client.disconnectUser());
    };
  }, [listener.id, token]);

  return <div className={live ? 'live' : 'idle'} />;
}

import React from 'react';
import { StreamChat } from 'stream-chat';

export function Podcast({ listener, token }) {
  const [live, setLive] = React.useState(false);

  React.useEffect(async () => {
    const client = new StreamChat('k7x2');
    await client.connectUser({ id: listener.id }, token);
    setLive(true);
    return () => client.disconnectUser();
  }, [listener.id, token]);

  return <div className={live ? 'live' : 'idle'} />;
}

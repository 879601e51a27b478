import { useEffect, useState } from 'react';
import { StreamVideoClient } from '@stream-io/video-client';

export function Broadcast({ user, token }) {
  const [client, setClient] = useState(null);

  useEffect(() => {
    const video = new StreamVideoClient({ apiKey: 'broadcast', user: { id: user.id }, token }); // expect: HUP103
    setClient(video);
    return () => {
      if (client) client.disconnectUser();
    };
  }, [user.id, token]);

  return <p>{client ? 'live' : 'soon'}</p>;
}

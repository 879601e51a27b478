import { useEffect, useState } from 'react';
import { StreamVideoClient } from '@stream-io/video-client';

export function Meeting({ user, token }: { user: { id: string }; token: string }) {
  const [client, setClient] = useState<StreamVideoClient>();

  useEffect(() => {
    const video = new StreamVideoClient({ apiKey: 'meeting', user: { id: user.id }, token });
    setClient(video);
    return () => {
      video.disconnectUser();
      setClient(undefined);
    };
  }, [user.id, token]);

  return <p>{client ? 'in' : 'out'}</p>;
}

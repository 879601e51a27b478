import { useEffect, useState } from 'react';
import { StreamVideoClient } from '@stream-io/video-client';

export function Conference({ user, token }: { user: { id: string }; token: string }) {
  const [client, setClient] = useState<StreamVideoClient>();

  useEffect(() => {
    const video = new StreamVideoClient({ apiKey: 'conference', user, token }); // expect: HUP101
    setClient(video);
  }, [user.id, token]);

  return <p>{client ? 'in' : 'out'}</p>;
}

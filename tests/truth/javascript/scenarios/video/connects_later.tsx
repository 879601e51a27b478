import { useEffect } from 'react';
import { StreamVideoClient } from '@stream-io/video-client';

export function Seminar({ user, token }: { user: { id: string }; token: string }) {
  useEffect(() => {
    const client = new StreamVideoClient('seminar');
    client.connectUser({ id: user.id }, token);
    return () => {
      client.disconnectUser();
    };
  }, [user.id, token]);

  return <p>{user.id}</p>;
}

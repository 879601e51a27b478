import { useEffect } from 'react';
import { StreamVideoClient } from '@stream-io/video-client';

export function Webinar({ user, token }) {
  useEffect(() => {
    StreamVideoClient.getOrCreateInstance({ apiKey: 'webinar', user: { id: user.id }, token }); // expect: HUP101
  }, [user.id, token]);

  return <p>{user.name}</p>;
}

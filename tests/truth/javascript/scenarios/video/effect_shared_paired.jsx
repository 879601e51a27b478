import { useEffect } from 'react';
import { StreamVideoClient } from '@stream-io/video-client';

export function Standup({ user, token }) {
  useEffect(() => {
    const video = StreamVideoClient.getOrCreateInstance({ apiKey: 'standup', user: { id: user.id }, token });
    return () => {
      video.disconnectUser();
    };
  }, [user.id, token]);

  return <p>{user.name}</p>;
}

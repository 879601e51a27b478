import { useEffect, useState } from 'react';
import { StreamVideo, type StreamVideoClient, type User } from '@stream-io/video-react-sdk';
import createVideo from '../video';

export function Lesson({ teacher, token }: { teacher: User; token: string }) {
  const [video, setVideo] = useState<StreamVideoClient>();
  useEffect(() => {
    const created = createVideo(teacher, token);
    setVideo(created);
    return () => {
      setVideo(undefined);
      void created.disconnectUser();
    };
  }, [teacher.id, token]);
  return video ? <StreamVideo client={video}>…</StreamVideo> : null;
}

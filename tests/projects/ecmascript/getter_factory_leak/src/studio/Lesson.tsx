import { useEffect, useState } from 'react';
import { StreamVideo, type StreamVideoClient, type User } from '@stream-io/video-react-sdk';
import createVideo from '../video';

export function Lesson({ teacher, token }: { teacher: User; token: string }) {
  const [video, setVideo] = useState<StreamVideoClient>();
  useEffect(() => {
    setVideo(createVideo(teacher, token));
    return () => setVideo(undefined);
  }, [teacher.id, token]);
  return video ? <StreamVideo client={video}>…</StreamVideo> : null;
}

import { useEffect, useState } from 'react';
import { StreamVideoClient } from '@stream-io/video-react-sdk';

export function Atelier({ room, pass }) {
  const [call, setCall] = useState(null);

  useEffect(() => {
    let video = null;
    let close;

    const enter = async () => {
      video = new StreamVideoClient({ apiKey: 'cz61p', user: { id: 'easel' }, token: pass });
      const lesson = video.call('default', room);
      close = () => lesson.leave();
      await lesson.join({ create: true });
      setCall(lesson);
    };
    enter();
    return () => {
      void close?.();
      if (video) void video.disconnectUser();
    };
  }, [room, pass]);

  return <p>{call ? call.cid : 'Easels up'}</p>;
}

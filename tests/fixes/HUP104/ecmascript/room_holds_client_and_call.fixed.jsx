import { useEffect, useRef, useState } from 'react';
import { StreamCall, StreamVideo, StreamVideoClient } from '@stream-io/video-react-sdk';

export default function Room({ guest, token, roomId }) {
  const [client, setClient] = useState(null);
  const [call, setCall] = useState(null);
  const clientRef = useRef(null);
  const callRef = useRef(null);

  useEffect(() => {
    let close;
    let closeJoined;

    const enter = async () => {
      if (!token || !guest) return;
      try {
        const video = new StreamVideoClient({ apiKey: 'atrium', user: { id: guest.id }, token });
        close = () => video.disconnectUser();
        const joined = video.call('default', roomId);
        closeJoined = () => joined.leave();
        await joined.join({ create: true });

        clientRef.current = video;
        callRef.current = joined;
        setClient(video);
        setCall(joined);
      } catch (error) {
        console.error(error);
      }
    };

    enter();

    return () => {
      closeJoined?.();
      close?.();
    };
  }, [token, guest, roomId]);

  return client && call ? (
    <StreamVideo client={client}>
      <StreamCall call={call} />
    </StreamVideo>
  ) : null;
}

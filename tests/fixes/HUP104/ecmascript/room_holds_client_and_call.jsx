import { useEffect, useRef, useState } from 'react';
import { StreamCall, StreamVideo, StreamVideoClient } from '@stream-io/video-react-sdk';

export default function Room({ guest, token, roomId }) {
  const [client, setClient] = useState(null);
  const [call, setCall] = useState(null);
  const clientRef = useRef(null);
  const callRef = useRef(null);

  useEffect(() => {
    const enter = async () => {
      if (!token || !guest) return;
      try {
        const video = new StreamVideoClient({ apiKey: 'atrium', user: { id: guest.id }, token });
        const joined = video.call('default', roomId);
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
      const leave = async () => {
        if (callRef.current) await callRef.current.leave();
        if (clientRef.current) await clientRef.current.disconnectUser();
      };
      leave();
    };
  }, [token, guest, roomId]);

  return client && call ? (
    <StreamVideo client={client}>
      <StreamCall call={call} />
    </StreamVideo>
  ) : null;
}

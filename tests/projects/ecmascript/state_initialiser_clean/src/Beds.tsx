import { useEffect, useState } from 'react';
import { StreamVideo, type StreamVideoClient } from '@stream-io/video-react-sdk';
import { camera } from './camera';

export function Beds({ grower, token }: { grower: string; token: string }) {
  const [client, setClient] = useState<StreamVideoClient>();
  useEffect(() => {
    const made = camera(grower, token);
    setClient(made);
    return () => {
      void made.disconnectUser();
      setClient(undefined);
    };
  }, [grower, token]);
  return client ? <StreamVideo client={client}><p>Tomatoes</p></StreamVideo> : null;
}

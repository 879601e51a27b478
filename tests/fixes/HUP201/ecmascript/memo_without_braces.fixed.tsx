import React, { useEffect, useState } from 'react';
import { StreamVideo, StreamVideoClient } from '@stream-io/video-react-sdk';

export function Classroom({ id, token }: { id: string; token: string }) {
  const [client, setClient] = useState<StreamVideoClient | null>(null);

  useEffect(() => {
    const ownClient = new StreamVideoClient({
      apiKey: 'k7x2', // of the school
      user: { id },
      token,
    });
    setClient(ownClient);

    return () => {
      setClient(null);
      void ownClient.disconnectUser();
    };
  }, [id, token]);

  if (!client) return null;

  return (
    <StreamVideo client={client}>
      <React.Fragment />
    </StreamVideo>
  );
}

import React, { useMemo } from 'react';
import { StreamVideo, StreamVideoClient } from '@stream-io/video-react-sdk';

export function Classroom({ id, token }: { id: string; token: string }) {
  const client = useMemo(
    () =>
      new StreamVideoClient({
        apiKey: 'k7x2', // of the school
        user: { id },
        token,
      }),
    [id, token],
  );

  return (
    <StreamVideo client={client}>
      <React.Fragment />
    </StreamVideo>
  );
}

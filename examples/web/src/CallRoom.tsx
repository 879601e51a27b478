import { useEffect, useState } from 'react';
import { type Call, SpeakerLayout, StreamCall, StreamVideo, StreamVideoClient } from '@stream-io/video-react-sdk';

import { API_KEY } from './config';

type Room = { client: StreamVideoClient; call: Call };

export function CallRoom({ userId, token, roomId }: { userId: string; token: string; roomId: string }) {
  const [room, setRoom] = useState<Room | null>(null);

  useEffect(() => {
    const client = new StreamVideoClient({ apiKey: API_KEY, user: { id: userId }, token });
    const call = client.call('default', roomId);
    let gone = false;
    const joined = call.join({ create: true });
    joined.then(
      () => {
        if (!gone) setRoom({ client, call });
      },
      (error) => console.error('the room cannot be joined', error),
    );

    return () => {
      gone = true;
      setRoom(null);
      void joined
        .then(() => call.leave())
        .catch(() => undefined)
        .then(() => client.disconnectUser());
    };
  }, [userId, token, roomId]);

  if (!room) return <p>Joining…</p>;

  return (
    <StreamVideo client={room.client}>
      <StreamCall call={room.call}>
        <SpeakerLayout />
      </StreamCall>
    </StreamVideo>
  );
}

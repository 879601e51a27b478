import * as React from 'react';
import { useEffect, useState, type FC } from 'react';
import { StreamChat as Stream, type Channel as Room } from 'stream-chat';
import { Channel, Chat, type ChannelProps } from 'stream-chat-react';
import { useSession } from './session';

export const Kitchen: FC<{ room: Room } & ChannelProps> = ({ room, ...rest }) => {
  const { userId, token } = useSession();
  // connects again whenever somebody else takes over
  const [cook, setCook] = useState<Stream | null>(null);

  useEffect(() => {
    const run = async () => {
      const own = new Stream(import.meta.env.VITE_STREAM_KEY as string);
      await own.connectUser({ id: userId }, token);
      setCook(own);
    };

    void run();

    return () => {
      void cook?.disconnectUser();
    };
  }, [userId, token]);

  return cook ? (
    <Chat client={cook}>
      <Channel {...rest} channel={room} />
    </Chat>
  ) : null;
};

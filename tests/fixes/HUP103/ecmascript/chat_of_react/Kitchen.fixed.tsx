import * as React from 'react';
import { type FC } from 'react';
import { type Channel as Room } from 'stream-chat';
import { Channel, Chat, useCreateChatClient, type ChannelProps } from 'stream-chat-react';
import { useSession } from './session';

export const Kitchen: FC<{ room: Room } & ChannelProps> = ({ room, ...rest }) => {
  const { userId, token } = useSession();
  // connects again whenever somebody else takes over
  const cook = useCreateChatClient({
    apiKey: import.meta.env.VITE_STREAM_KEY as string,
    tokenOrProvider: token,
    userData: { id: userId },
  });

  return cook ? (
    <Chat client={cook}>
      <Channel {...rest} channel={room} />
    </Chat>
  ) : null;
};

import React, { useEffect } from 'react';
import { View } from 'react-native';
import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('os6v2z8kw4xr');

export const signIn = (userId: string, token: string) => chat.connectUser({ id: userId }, token);
export const signOut = () => chat.disconnectUser();

export function Thread({ cid }: { cid: string }) {
  useEffect(() => {
    void chat.channel('messaging', cid).watch();
    // leave the room
    return () => { chat.closeConnection(); };
  }, [cid]);

  return <View testID={cid} />;
}

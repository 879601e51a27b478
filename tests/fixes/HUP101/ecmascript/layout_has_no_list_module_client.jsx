import { Slot } from 'expo-router';
import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('8qn2bupavu9s');

export default function Layout({ me }) {
  useEffect(() => {
    const connect = async () => {
      await client.connectUser({ id: me.id, image: '/me.png' }, client.devToken(me.id));
    };

    connect();
  });

  return <Slot />;
}

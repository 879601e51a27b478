import { Slot } from 'expo-router';
import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('8qn2bupavu9s');

let queue = Promise.resolve();
const inTurn = (task) => (queue = queue.then(task, task));

export default function Layout({ me }) {
  useEffect(() => {
    const connect = async () => {
      await inTurn(() => client.connectUser({ id: me.id, image: '/me.png' }, client.devToken(me.id)));
    };

    connect();

    return () => {
      inTurn(() => client.disconnectUser());
    };
  }, [me.id]);

  return <Slot />;
}

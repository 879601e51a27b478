import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('queue-key');
let turn: Promise<unknown> = Promise.resolve();

const enqueue = (step: () => Promise<unknown>) => {
  turn = turn.then(step, step);
  return turn;
};

export function Cinema({ user, token }: { user: { id: string; name: string }; token: string }) {
  const [online, setOnline] = useState(false);

  useEffect(() => {
    enqueue(() => client.connectUser({ id: user.id, name: user.name }, token)).then(() => setOnline(true));
    return () => {
      enqueue(() => client.disconnectUser());
    };
  }, [user.id, user.name, token]);

  return <p>{online ? user.name : '…'}</p>;
}

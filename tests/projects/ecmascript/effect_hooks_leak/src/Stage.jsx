import { useLayoutEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { enter } from './stage';

export default function Stage({ puppet, token }) {
  const [client] = useState(() => new StreamChat('puppets'));
  useLayoutEffect(() => {
    enter(client, puppet, token);
  }, [client, puppet, token]);
  return <canvas />;
}

import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

let last = Promise.resolve();

export function Pitch({ user, token }) {
  const client = StreamChat.getInstance('pitch');
  const [ready, setReady] = useState(false);

  useEffect(() => {
    last = last.then(() => client.connectUser({ id: user.id }, token)).then(() => setReady(true));
    return () => {
      last = last.then(() => client.disconnectUser());
    };
  }, [client, user.id, token]);

  return <p>{ready ? 'kick off' : 'warm up'}</p>;
}

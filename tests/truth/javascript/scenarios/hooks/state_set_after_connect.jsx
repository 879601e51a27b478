import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Studio({ user, token }) {
  const [tick, setTick] = useState(0);

  useEffect(() => {
    const client = new StreamChat('studio');
    const connecting = client.connectUser({ id: user.id }, token).then(() => setTick((n) => n + 1)); // expect: HUP202
    return () => {
      connecting.then(() => client.disconnectUser());
    };
  });

  return <p>{tick}</p>;
}

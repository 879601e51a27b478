import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Bakery({ user, token }) {
  const [, setOnline] = useState(false);

  useEffect(() => {
    const client = new StreamChat('bakery');
    client.connectUser({ id: user.id }, token).then(() => setOnline(true)); // expect: HUP101
  });

  return <p>Bread</p>;
}

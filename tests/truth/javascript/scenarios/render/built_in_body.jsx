import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Track({ user, token }) {
  const [laps, setLaps] = useState(0);
  const client = new StreamChat('track'); // expect: HUP401

  useEffect(() => {
    const id = setTimeout(() => setLaps(1), 0);
    return () => clearTimeout(id);
  }, []);

  return <p>{client.getUserAgent() && `${user.name} ${laps} ${token.length}`}</p>;
}

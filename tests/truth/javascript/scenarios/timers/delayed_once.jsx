import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Nudge({ user, token }) {
  useEffect(() => {
    const client = new StreamChat('nudge');
    let joined = Promise.resolve();
    let gone = false;
    setTimeout(() => {
      if (gone) return;
      joined = client.connectUser({ id: user.id }, token);
    }, 3000);
    return () => {
      gone = true;
      joined.then(() => client.disconnectUser());
    };
  }, [user.id, token]);

  return <p>{user.name}</p>;
}

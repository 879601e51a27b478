import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Bookshop({ user, token }) {
  const profile = { id: user.id, name: user.name };

  useEffect(() => {
    const client = new StreamChat('bookshop');
    const ready = client.connectUser(profile, token); // expect: HUP202
    return () => {
      ready.then(() => client.disconnectUser());
    };
  }, [profile, token]);

  return <p>{profile.name}</p>;
}

import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Gallery({ user, token }) {
  useEffect(() => {
    const client = new StreamChat('gallery');
    const opening = client.connectUser({ id: user.id }, token); // expect: HUP202
    return () => {
      opening.then(() => client.disconnectUser());
    };
  });

  return <p>{user.name}</p>;
}

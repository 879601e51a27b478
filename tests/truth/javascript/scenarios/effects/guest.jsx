import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Demo({ user }) {
  useEffect(() => {
    const client = new StreamChat('demo');
    const joining = client.setGuestUser({ id: user.id, name: user.name });
    return () => {
      joining.then(() => client.disconnectUser());
    };
  }, [user.id, user.name]);

  return <p>{user.name}</p>;
}

import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Playground({ user, token }) {
  useEffect(() => {
    const client = new StreamChat('playground');
    let pending;
    const timer = setTimeout(() => {
      pending = client.connectUser({ id: user.id }, token);
    }, 50);
    return () => {
      clearTimeout(timer);
      pending?.then(() => client.disconnectUser());
    };
  }, [user.id, token]);

  return <p>{user.name}</p>;
}

import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Tabs({ user, token }: { user: { id: string }; token: string }) {
  useEffect(() => {
    const list = new StreamChat('tabs');
    const thread = new StreamChat('tabs'); // expect: HUP403
    const a = list.connectUser({ id: user.id }, token);
    const b = thread.connectUser({ id: user.id }, token);
    return () => {
      a.then(() => list.disconnectUser());
      b.then(() => thread.disconnectUser());
    };
  }, [user.id, token]);

  return <p>{user.id}</p>;
}

import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Exchange({ user, token }) {
  useEffect(() => {
    const orders = new StreamChat('orders');
    const prices = new StreamChat('prices');
    const opened = [orders.connectUser({ id: user.id }, token), prices.connectUser({ id: user.id }, token)]; // expect: HUP102, HUP102
    return () => {
      Promise.all(opened).then(() => Promise.all([orders.disconnectUser(), prices.disconnectUser()]));
    };
  }, [user.id, token]);

  return <p>{user.name}</p>;
}

import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Floor({ user, token }: { user: { id: string; name: string }; token: string }) {
  useEffect(() => {
    const orders = new StreamChat('orders');
    const prices = new StreamChat('prices');
    const first = orders.connectUser({ id: user.id }, token);
    const second = prices.connectUser({ id: user.id }, token);
    return () => {
      first.then(() => orders.disconnectUser());
      second.then(() => prices.disconnectUser());
    };
  }, [user.id, token]);

  return <p>{user.name}</p>;
}

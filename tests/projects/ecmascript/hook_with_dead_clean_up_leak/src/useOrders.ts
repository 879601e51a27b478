import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function useOrders(cook: string) {
  const [orders, setOrders] = useState<StreamChat | null>(null);

  useEffect(() => {
    const begin = async () => {
      const answer = await fetch(`/pass/${cook}`);
      const client = new StreamChat('galley');
      await client.connectUser({ id: cook }, await answer.text()); // expect: HUP103
      setOrders(client);
    };
    begin();
    return () => {
      if (orders) orders.disconnectUser();
    };
  }, []);

  return orders;
}

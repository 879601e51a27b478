import { Chat, ChannelList } from 'stream-chat-react';
import { useOrders } from './useOrders';

export function Galley({ cook }: { cook: string }) {
  const orders = useOrders(cook);
  return orders ? <Chat client={orders}><ChannelList /></Chat> : <p>no orders yet</p>;
}

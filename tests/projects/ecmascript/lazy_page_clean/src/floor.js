import { StreamChat } from 'stream-chat';

export function enterFloor(bidder) {
  const floor = new StreamChat('auction');
  const entered = floor.connectUser({ id: bidder.id }, bidder.token);
  return () => {
    entered.then(() => floor.disconnectUser());
  };
}

import { StreamChat } from 'stream-chat';

export function enterFloor(bidder) {
  const floor = new StreamChat('auction');
  floor.connectUser({ id: bidder.id }, bidder.token); // expect: HUP101
  return () => {
    floor.user && console.debug('%s leaves', floor.user.id);
  };
}

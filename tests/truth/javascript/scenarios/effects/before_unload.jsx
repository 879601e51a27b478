import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Auction({ bidder, token }) {
  useEffect(() => {
    const client = new StreamChat('auction');
    client.connectUser({ id: bidder.id, name: bidder.name }, token); // expect: HUP101
    const leave = () => client.disconnectUser();
    window.addEventListener('beforeunload', leave);
    return () => window.removeEventListener('beforeunload', leave);
  }, [bidder.id]);

  return <p>{bidder.name} bids</p>;
}

import { useState } from 'react';
import { io } from 'socket.io-client';

export default function Auction({ lot }) {
  const [, keep] = useState(null);
  const bid = () => keep(io(`/lots/${lot}`));
  return <button onClick={bid}>Bid</button>;
}

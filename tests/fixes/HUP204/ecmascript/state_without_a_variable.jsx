import { useState, useEffect as onCommit } from 'react';
import { io } from 'socket.io-client';

export default function Auction({ lot }) {
  const [bids, setBids] = useState(null);
  onCommit(() => {
    document.title = lot;
  }, [lot]);
  return <button onClick={() => { setBids(io(`/lots/${lot}`)); }} disabled={bids !== null}>Bid</button>;
}

import React, { useEffect } from 'react';
import { enterFloor } from '../floor';

export default function Auction({ bidder }) {
  useEffect(() => enterFloor(bidder), [bidder]);
  return <ol />;
}

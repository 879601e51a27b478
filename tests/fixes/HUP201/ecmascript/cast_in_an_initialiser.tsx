import { useEffect, useState } from 'react';
import { io, type Socket } from 'socket.io-client';

export function Doorbell({ house }: { house: string }) {
  const [rings, setRings] = useState(0);
  const [bell] = useState<Socket>(() => io('/bells', { query: { house } }) as Socket);
  useEffect(() => {
    bell.on('ring', () => setRings((n) => n + 1));
    return () => { bell.disconnect(); };
  }, [house]);
  return <b>{rings}</b>;
}

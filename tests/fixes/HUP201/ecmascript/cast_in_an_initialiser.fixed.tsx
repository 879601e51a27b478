import { useEffect, useState } from 'react';
import { io, type Socket } from 'socket.io-client';

export function Doorbell({ house }: { house: string }) {
  const [rings, setRings] = useState(0);
  useEffect(() => {
    const bell = io('/bells', { query: { house } }) as Socket;
    bell.on('ring', () => setRings((n) => n + 1));
    return () => { bell.disconnect(); };
  }, [house]);
  return <b>{rings}</b>;
}

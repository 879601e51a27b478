import { useEffect, useState } from 'react';
import { io } from 'socket.io-client';
import { Seats } from './Seats';

export default function Hall() {
  const [socket] = useState(() => io('/hall'));
  useEffect(() => () => socket.disconnect(), []);
  return <Seats socket={socket} />;
}

import { useEffect } from 'react';
import { io } from 'socket.io-client';

export default function Scoreboard({ match, show }) {
  const feed = io('/scores', {
    query: { match },
    transports: ['websocket'], // no polling
  });

  useEffect(() => {
    feed.on('goal', show);
    return () => feed.disconnect();
  }, [match]);

  return <p>{match}</p>;
}

import { useEffect } from 'react';
import { io } from 'socket.io-client';

export default function Scoreboard({ match, show }) {
  useEffect(() => {
    const feed = io('/scores', {
      query: { match },
      transports: ['websocket'], // no polling
    });
    feed.on('goal', show);
    return () => feed.disconnect();
  }, [match]);

  return <p>{match}</p>;
}

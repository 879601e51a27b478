import { useState, useEffect, useRef } from 'react';
import { io } from 'socket.io-client';

export function Tower() {
  const canvas = useRef(null);
  const [radar] = useState(() => io('/radar'));
  const [level, setLevel] = useState(1);

  useEffect(() => {
    radar.on('plane', (plane) => canvas.current?.draw(plane, level));
    return () => { radar.disconnect(); };
  }, [level]);

  return <canvas ref={canvas} onClick={() => setLevel(level + 1)} />;
}

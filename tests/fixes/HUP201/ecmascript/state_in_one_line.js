import { useState, useEffect } from 'react';
import { io } from 'socket.io-client';

export const useHeartbeat = (onBeat) => { const [s] = useState(() => io('/beat')); useEffect(() => { s.on('beat', onBeat); return () => s.close(); }, []); };

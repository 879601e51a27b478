import { useEffect } from 'react';
import { io } from 'socket.io-client';

export const useHeartbeat = (onBeat) => { useEffect(() => { const s = io('/beat'); s.on('beat', onBeat); return () => s.close(); }, []); };

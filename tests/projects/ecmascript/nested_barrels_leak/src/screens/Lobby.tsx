import { useEffect } from 'react';
import { analytics, chat } from '..';

export function Lobby({ playerId, token }: { playerId: string; token: string }) {
  useEffect(() => {
    analytics('lobby');
    void chat.connect(playerId, token);
    return () => analytics('lobby-left');
  }, [playerId, token]);
  return <main>{playerId}</main>;
}

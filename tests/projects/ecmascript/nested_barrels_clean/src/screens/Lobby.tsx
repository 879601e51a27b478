import { useEffect } from 'react';
import { analytics, chat } from '..';

export function Lobby({ playerId, token }: { playerId: string; token: string }) {
  useEffect(() => {
    analytics('lobby');
    const connected = chat.connect(playerId, token);
    return () => {
      analytics('lobby-left');
      void connected.finally(() => chat.disconnect());
    };
  }, [playerId, token]);
  return <main>{playerId}</main>;
}

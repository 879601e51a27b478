import { useEffect } from 'react';
import * as chat from './chat/api';

export function Draw({ id, token }: { id: string; token: string }) {
  useEffect(() => {
    chat.open(id, token).catch(() => undefined);
    return () => {
      chat.close();
    };
  }, [id, token]);
  return <ol />;
}

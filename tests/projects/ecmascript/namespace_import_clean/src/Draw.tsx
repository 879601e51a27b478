import { useEffect } from 'react';
import chat from './chat/api';

export function Draw({ id, token }: { id: string; token: string }) {
  useEffect(() => {
    const opened = chat.open(id, token);
    return () => {
      opened.then(chat.close, chat.close);
    };
  }, [id, token]);
  return <ol />;
}

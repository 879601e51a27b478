import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

// one for the whole app
export const chat = StreamChat.getInstance('k7x2');

export function usePresence(id: string, token: string) {
  const [online, setOnline] = useState(false);

  useEffect(() => {
    let cancelled = false;

    (async () => {
      await chat.connectUser({ id }, token);
      if (!cancelled) setOnline(true);
    })();

    return () => {
      cancelled = true; // nobody listens any more
    };
  }, [id, token]);

  return online;
}

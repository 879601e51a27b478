import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

// one for the whole app
export const chat = StreamChat.getInstance('k7x2');

let queue: Promise<unknown> = Promise.resolve();
function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const turn = queue.then(task, task);
  queue = turn;
  return turn;
}

export function usePresence(id: string, token: string) {
  const [online, setOnline] = useState(false);

  useEffect(() => {
    let cancelled = false;

    (async () => {
      await inTurn(() => chat.connectUser({ id }, token));
      if (!cancelled) setOnline(true);
    })();

    return () => {
      void inTurn(() => chat.disconnectUser());
      cancelled = true; // nobody listens any more
    };
  }, [id, token]);

  return online;
}

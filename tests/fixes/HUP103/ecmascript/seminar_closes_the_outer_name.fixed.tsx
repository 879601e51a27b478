import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { fetchSeat } from './seats';

export function useSeminar<T extends { id: string }>(seminar: T | undefined, isGuest: boolean) {
  const [ready, setReady] = useState(false);

  useEffect(() => {
    let cancelled = false;
    let close: (() => Promise<unknown>) | undefined;

    const enter = async () => {
      const seat = await fetchSeat((seminar as T).id);
      const apiKey = seat.key;
      const chat = new StreamChat(apiKey); // the key is the seat's
      if (cancelled) return;
      const connecting = chat.connectUser({ id: seat.user }, seat.token);
      close = () => connecting.then(() => chat.disconnectUser());
      await connecting;
      setReady(true);
    };

    if (seminar && !isGuest) void enter();

    return () => {
      setReady(false);
      cancelled = true;
      void close?.();
    };
  }, [seminar, isGuest]);

  return ready;
}

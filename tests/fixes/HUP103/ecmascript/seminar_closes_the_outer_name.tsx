import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { fetchSeat } from './seats';

export function useSeminar<T extends { id: string }>(seminar: T | undefined, isGuest: boolean) {
  const [ready, setReady] = useState(false);

  useEffect(() => {
    let chat: StreamChat | null = null;

    const enter = async () => {
      const seat = await fetchSeat((seminar as T).id);
      const apiKey = seat.key;
      const chat = StreamChat.getInstance(apiKey); // the key is the seat's
      await chat.connectUser({ id: seat.user }, seat.token);
      setReady(true);
    };

    if (seminar && !isGuest) void enter();

    return () => {
      setReady(false);
      if (chat) {
        void (chat as StreamChat).disconnectUser();
      }
    };
  }, [seminar, isGuest]);

  return ready;
}

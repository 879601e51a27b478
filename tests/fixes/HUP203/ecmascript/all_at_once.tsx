import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function WarRoom({ seats }: { seats: { id: string; token: string }[] }) {
  useEffect(() => {
    void Promise.all(
      seats.map(async (seat) => {
        const chat = new StreamChat('k7x2');
        await chat.connectUser({ id: seat.id }, seat.token);
        await chat.channel('team', 'war-room').watch();
      }),
    );
  }, [seats]);

  return <p>{seats.length} seats</p>;
}

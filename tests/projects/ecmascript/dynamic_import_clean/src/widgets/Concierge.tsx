import { useEffect } from 'react';

export function Concierge({ guest, token }: { guest: { id: string }; token: string }) {
  useEffect(() => {
    const ringing = import('../concierge/line').then(async (line) => {
      await line.ring(guest, token);
      return line;
    });
    return () => {
      void ringing.then((line) => line.hangUp());
    };
  }, [guest, token]);
  return <button type="button">Ask</button>;
}

import { useEffect } from 'react';

export function Concierge({ guest, token }: { guest: { id: string }; token: string }) {
  useEffect(() => {
    const load = async () => {
      const { ring } = await import('../concierge/line');
      await ring(guest, token);
    };
    void load();
  }, [guest, token]);
  return <button type="button">Ask</button>;
}

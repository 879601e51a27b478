import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Debate({ id, token }: { id: string; token: string }) {
  const [minutes, setMinutes] = useState(5);

  useEffect(() => {
    const client = new StreamChat('k7x2');
    // the speaker
    const ready = client.connectUser({ id }, token);
    return () => {
      void ready.then(() => client.disconnectUser());
    };
  }, []);

  return <input type="number" value={minutes} onChange={(e) => setMinutes(e.target.valueAsNumber)} />;
}

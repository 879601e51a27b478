import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Airport({ pilot, token }: { pilot: { id: string }; token: string }) {
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const tower = new StreamChat('airport');
    const task = (async () => {
      try {
        await tower.connectUser({ id: pilot.id }, token);
      } catch {
        setFailed(true);
      }
    })();
    return () => {
      void task.then(() => tower.disconnectUser());
    };
  }, [pilot.id, token]);

  return <p>{failed ? 'no radio' : 'radio'}</p>;
}

import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export function Studio({ host, token }) {
  const live = useRef(false);

  useEffect(() => {
    if (live.current) return;
    live.current = true;
    const studio = new StreamChat('studio');
    studio.connectUser({ id: host.id }, token);
  }, [host.id, token]);

  return <button onClick={() => alert(live.current ? 'on air' : 'off air')}>?</button>;
}

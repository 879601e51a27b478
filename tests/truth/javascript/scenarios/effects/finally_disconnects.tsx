import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Museum({ guide, token }: { guide: string; token: string }) {
  useEffect(() => {
    const client = new StreamChat('museum');
    const connecting = client.connectUser({ id: guide }, token).catch(() => undefined);
    return () => {
      connecting.finally(() => client.disconnectUser());
    };
  }, [guide, token]);

  return <p>{guide}</p>;
}

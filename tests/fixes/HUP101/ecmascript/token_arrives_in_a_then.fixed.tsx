import { StreamVideoClient } from '@stream-io/video-react-sdk';
import { useEffect, useState } from 'react';
import { mint } from './mint';

export function useBooth(user: { id: string } | null, pass?: string) {
  const [booth, setBooth] = useState<StreamVideoClient | null>(null);

  useEffect(() => {
    if (!pass) return;

    let cancelled = false;
    let close: (() => Promise<unknown>) | undefined;

    if (user && pass) {
      mint(pass)
        .then((token: string) => {
          if (cancelled) return;
          const client = new StreamVideoClient({ apiKey: 'booth', user: { id: user.id }, token });
          close = () => client.disconnectUser();
          setBooth(client);
        })
        .catch((reason: unknown) => console.error(reason));
    }

    return () => {
      cancelled = true;
      void close?.();
    };
  }, [user, pass]);

  return booth;
}

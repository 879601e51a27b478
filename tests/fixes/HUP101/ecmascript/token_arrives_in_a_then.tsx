import { StreamVideoClient } from '@stream-io/video-react-sdk';
import { useEffect, useState } from 'react';
import { mint } from './mint';

export function useBooth(user: { id: string } | null, pass?: string) {
  const [booth, setBooth] = useState<StreamVideoClient | null>(null);

  useEffect(() => {
    if (!pass) return;

    if (user && pass) {
      mint(pass)
        .then((token: string) => {
          const client = new StreamVideoClient({ apiKey: 'booth', user: { id: user.id }, token });
          setBooth(client);
        })
        .catch((reason: unknown) => console.error(reason));
    }
  }, [user, pass]);

  return booth;
}

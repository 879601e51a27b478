import { memo, useEffect, useState } from 'react';
import { choir } from './choir';

export const Rehearsal = memo(({ id, token }: { id: string; token: string }) => {
  const [client] = useState(choir);
  useEffect(() => {
    const joined = client.connectUser({ id }, token);
    return () => {
      joined.then(() => client.disconnectUser());
    };
  }, [client, id, token]);
  return <p>{id}</p>;
});

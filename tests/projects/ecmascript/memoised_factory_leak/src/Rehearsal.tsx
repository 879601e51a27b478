import { memo, useMemo } from 'react';
import { singer } from './choir';

export const Rehearsal = memo(({ id, token }: { id: string; token: string }) => {
  const client = useMemo(() => singer(id, token), [id, token]);
  return <p>{client.userID}</p>;
});

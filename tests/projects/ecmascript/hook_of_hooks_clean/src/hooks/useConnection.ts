import { useEffect, useRef } from 'react';
import { useClient } from './useClient';

export default function useConnection(key: string, member: { id: string; token: string }) {
  const client = useClient(key);
  const attempts = useRef(0);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    attempts.current += 1;
    last.current = last.current.then(() => client.connectUser({ id: member.id }, member.token));
    return () => {
      last.current = last.current.then(() => client.disconnectUser());
    };
  }, [client, member.id, member.token]);
  return { client, attempts };
}

import { useEffect, useRef } from 'react';
import { useClient } from './useClient';

export default function useConnection(key: string, member: { id: string; token: string }) {
  const client = useClient(key);
  const attempts = useRef(0);
  useEffect(() => {
    attempts.current += 1;
    client.connectUser({ id: member.id }, member.token); // expect: HUP104
    return () => void client.disconnectUser();
  }, [client, member.id, member.token]);
  return { client, attempts };
}

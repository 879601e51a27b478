import { useEffect, useSyncExternalStore } from 'react';
import { connect, disconnect, snapshot, subscribe } from './state/connection';

export function Rink({ skater, token }: { skater: string; token: string }) {
  const client = useSyncExternalStore(subscribe, snapshot);
  useEffect(() => {
    const connected = connect(skater, token);
    return () => {
      void connected.then(disconnect);
    };
  }, [skater, token]);
  return <output>{client?.userID}</output>;
}

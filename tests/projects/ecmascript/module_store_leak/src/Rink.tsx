import { useSyncExternalStore } from 'react';
import { connect, disconnect, snapshot, subscribe } from './state/connection';

export function Rink({ skater, token }: { skater: string; token: string }) {
  const client = useSyncExternalStore(subscribe, snapshot);
  return (
    <>
      <button disabled={client === null} onClick={() => connect(skater, token)}>
        Skate
      </button>
      <button onClick={() => void disconnect()}>Off the ice</button>
    </>
  );
}

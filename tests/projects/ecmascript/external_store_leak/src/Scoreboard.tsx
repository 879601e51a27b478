import { useMemo, useSyncExternalStore } from 'react';
import { scoreStore } from './scores';

export function Scoreboard({ fan, token }: { fan: string; token: string }) {
  const store = useMemo(() => scoreStore(fan, token), [fan, token]);
  const online = useSyncExternalStore(store.subscribe, store.getSnapshot);
  return <p>{online ? 'live' : 'waiting'}</p>;
}

import { useEffect } from 'react';
import { roster } from './roster';
import { room } from './room';

export function Start({ captain }) {
  useEffect(() => () => void room.close(), []);
  return <button onClick={() => roster.begin(captain)}>Start</button>;
}

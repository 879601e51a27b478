import { roster } from './roster';

export function Start({ captain }) {
  return <button onClick={() => roster.begin(captain)}>Start</button>;
}

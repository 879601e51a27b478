import { useRef } from 'react';
import { LinePanel } from './LinePanel';

export function Desk({ user, token }: { user: string; token: string }) {
  const panel = useRef<{ mute(): void }>(null);
  return (
    <>
      <LinePanel ref={panel} user={user} token={token} />
      <button onClick={() => panel.current?.mute()}>Mute</button>
    </>
  );
}

import { useEffect } from 'react';
import { studio } from '../lib/studio';

export function Rehearsal({ band }: { band: string }) {
  useEffect(() => {
    const session = studio.call('default', band);
    session.join({ create: true }); // expect: HUP101
  }, [band]);
  return <h2>{band}</h2>;
}

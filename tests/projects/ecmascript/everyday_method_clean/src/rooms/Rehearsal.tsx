import { useEffect } from 'react';
import { studio } from '../lib/studio';

export function Rehearsal({ band }: { band: string }) {
  useEffect(() => {
    const session = studio.call('default', band);
    const joined = session.join({ create: true });
    return () => {
      joined.then(() => session.leave());
    };
  }, [band]);
  return <h2>{band}</h2>;
}

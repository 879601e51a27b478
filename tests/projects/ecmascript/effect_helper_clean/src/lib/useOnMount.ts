import { useEffect } from 'react';

export function useOnMount(work: () => Promise<() => void>) {
  useEffect(() => {
    const done = work();
    return () => {
      done.then((cleanUp) => cleanUp());
    };
  }, []);
}

import { useEffect } from 'react';

export function useOnMount(work: () => Promise<void>) {
  useEffect(() => {
    work().catch(console.error);
  }, []);
}

import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

interface Doctor {
  id: string;
}

let wired = false;

export function usePager<T extends Doctor>(doctor: T | null, token: string): void {
  useEffect(() => {
    const page = async () => {
      if (doctor && !wired) {
        wired = true;
        const pager = new StreamChat('pager-key');
        await pager.connectUser({ id: (doctor as T).id }, token);
      }
    };
    void page();
  }, [doctor, token]);
}

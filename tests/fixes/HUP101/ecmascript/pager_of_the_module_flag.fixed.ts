import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

interface Doctor {
  id: string;
}

export function usePager<T extends Doctor>(doctor: T | null, token: string): void {
  useEffect(() => {
    const pager = new StreamChat('pager-key');
    let connecting: Promise<unknown> | undefined;

    const page = async () => {
      if (doctor) {
        connecting = pager.connectUser({ id: (doctor as T).id }, token);
        await connecting;
      }
    };
    void page();

    return () => {
      void connecting?.then(() => pager.disconnectUser());
    };
  }, [doctor, token]);
}

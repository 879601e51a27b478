import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';
import { tokenOf } from './tokens';

export function useClinic(id: string) {
  useEffect(() => {
    let mounted = true;
    const client = new StreamChat('k7x2');
    let connecting: Promise<unknown> | undefined;

    tokenOf(id).then(async (token) => {
      if (!mounted) return;
      connecting = client.connectUser({ id }, token);
      await connecting;
      if (mounted) console.debug('ready');
    });

    return () => {
      mounted = false;
      void connecting?.then(() => client.disconnectUser());
    };
  }, [id]);
}

import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';
import { tokenOf } from './tokens';

export function useClinic(id: string) {
  useEffect(() => {
    let mounted = true;
    const client = new StreamChat('k7x2');

    tokenOf(id).then(async (token) => {
      await client.connectUser({ id }, token);
      if (mounted) console.debug('ready');
    });

    return () => {
      mounted = false;
      void client.disconnectUser();
    };
  }, [id]);
}

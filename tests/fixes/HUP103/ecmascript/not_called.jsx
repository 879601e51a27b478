import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Monitor({ id, token }) {
  useEffect(() => {
    const client = new StreamChat('k7x2');
    client.connectUser({ id }, token);
    return () => {
      client.disconnectUser;
    };
  }, [id, token]);
  return null;
}

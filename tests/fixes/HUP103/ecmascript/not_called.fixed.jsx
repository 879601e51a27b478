import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Monitor({ id, token }) {
  useEffect(() => {
    const client = new StreamChat('k7x2');
    const connecting = client.connectUser({ id }, token);
    return () => {
      connecting.then(() => client.disconnectUser());
    };
  }, [id, token]);
  return null;
}

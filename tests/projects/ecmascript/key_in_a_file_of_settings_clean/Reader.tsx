import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';
import { shelf } from './shelf';

export function Reader({ id, token }: { id: string; token: string }) {
  useEffect(() => {
    const client = StreamChat.getInstance('x7q2');
    const opened = client.connectUser({ id }, token);
    return () => {
      opened.then(() => client.disconnectUser());
    };
  }, [id, token]);
  return <p>{shelf.isOwn(id) ? 'staff' : 'reader'}</p>;
}

import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';
import { shelf } from './shelf';

export function Reader({ id, token }: { id: string; token: string }) {
  useEffect(() => {
    const client = StreamChat.getInstance(process.env.READER_KEY!); // expect: HUP403
    const opened = client.connectUser({ id }, token);
    return () => {
      opened.then(() => client.disconnectUser());
    };
  }, [id, token]);
  return <p>{shelf.isOwn(id) ? 'staff' : 'reader'}</p>;
}

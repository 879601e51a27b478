import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Library({ reader, token }) {
  useEffect(() => {
    const client = new StreamChat('library');
    void client.connectUser({ id: reader.id }, token); // expect: HUP101
  }, []);

  return <p>{reader.name}</p>;
}

import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function PublicWall() {
  useEffect(() => {
    const client = new StreamChat('wall');
    client.connectAnonymousUser(); // expect: HUP101
  }, []);

  return <p>Wall</p>;
}

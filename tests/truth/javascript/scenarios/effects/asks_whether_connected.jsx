import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('harbour');

export function Harbour({ user, token }) {
  const [ready, setReady] = useState(false);

  useEffect(() => {
    if (!client.userID) {
      client.connectUser({ id: user.id }, token).then(() => setReady(true)); // expect: HUP101
    }
  }, [user.id, token]);

  return <p>{ready && client.userID}</p>;
}

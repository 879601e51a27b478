import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Shell({ user, token }) {
  const [client, setClient] = useState(null);

  useEffect(() => {
    const chat = new StreamChat('shell');
    chat.connectUser({ id: user.id }, token).then(() => setClient(chat)); // expect: HUP101
  }, []);

  return <button onClick={() => client?.disconnectUser()}>Log out</button>;
}

import { useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Pool({ swimmer, token }: { swimmer: string; token: string }) {
  const [client] = useState(() => {
    const chat = new StreamChat('pool');
    chat.connectUser({ id: swimmer }, token); // expect: HUP201
    return chat;
  });

  return <p>{client.userID}</p>;
}

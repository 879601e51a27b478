import { useState } from 'react';
import { StreamChat } from 'stream-chat';
import { viewer } from './viewer';

export function Live() {
  const [client] = useState(() => {
    const chat = new StreamChat('k7x2');
    chat.connectUser({ id: viewer.id }, viewer.token).catch(console.error);
    return chat;
  });

  return <p>{client.userID}</p>;
}

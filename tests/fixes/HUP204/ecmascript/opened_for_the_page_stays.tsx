import { useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Open({ id, token }: { id: string; token: string }) {
  const [client, setClient] = useState<StreamChat>();
  const open = async () => {
    const chat = new StreamChat('k7x2');
    await chat.connectUser({ id }, token);
    setClient(chat);
  };
  return client ? <b>{client.userID}</b> : <button onClick={open}>Open</button>;
}

import { useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Ask({ buyer, token, seller }: Record<'buyer' | 'token' | 'seller', string>) {
  const [cid, setCid] = useState<string>();

  const ask = async () => {
    const chat = new StreamChat('k7x2');
    await chat.connectUser({ id: buyer }, token);
    const channel = chat.channel('messaging', { members: [buyer, seller] });
    await channel.create();
    setCid(channel.id);
  };

  return cid ? <a href={`/m/${cid}`}>Open</a> : <button onClick={ask}>Ask</button>;
}

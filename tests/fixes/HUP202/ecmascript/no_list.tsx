import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function Draft({ id, token }: { id: string; token: string }) {
  const [draft, setDraft] = useState('');

  useEffect(() => {
    const chat = new StreamChat('k7x2');
    const ready = chat.connectUser({ id }, token);
    return () => {
      void ready.then(() => chat.disconnectUser());
    };
  });

  return <textarea value={draft} onChange={(event) => setDraft(event.target.value)} />;
}

import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Room({ id, token, room }: { id: string; token: string; room?: string }) {
  useEffect(() => {
    const chat = new StreamChat('k7x2');
    const ready = chat.connectUser({ id }, token);
    if (!room) return;
    void ready.then(() => chat.channel('team', room).watch());
    return () => { void ready.then(() => chat.disconnectUser()); };
  }, [id, token, room]);
  return null;
}

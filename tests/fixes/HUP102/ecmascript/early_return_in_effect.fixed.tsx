import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Room({ id, token, room }: { id: string; token: string; room?: string }) {
  useEffect(() => {
    const chat = new StreamChat('k7x2');
    const ready = chat.connectUser({ id }, token);
    const cleanUp = () => {
      void ready.then(() => chat.disconnectUser());
    };
    if (!room) return cleanUp;
    void ready.then(() => chat.channel('team', room).watch());
    return cleanUp;
  }, [id, token, room]);
  return null;
}

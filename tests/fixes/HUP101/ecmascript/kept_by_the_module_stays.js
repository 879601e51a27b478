import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

const open = new Map();

export function useRoom(id, token) {
  useEffect(() => {
    const chat = new StreamChat('k7x2');
    open.set(id, chat);
    void chat.connectUser({ id }, token);
  }, [id, token]);
}

import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

const chat = new StreamChat('k7x2');

export function Badge({ user, token }) {
  useEffect(() => void chat.connectUser(user, token), [user, token]);
  return null;
}

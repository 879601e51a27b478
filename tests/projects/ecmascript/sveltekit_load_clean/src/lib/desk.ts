import { StreamChat } from 'stream-chat';

export function openDesk(reader: string, token: string) {
  const chat = new StreamChat('library');
  const opening = chat.connectUser({ id: reader }, token);
  return { chat, close: () => opening.then(() => chat.disconnectUser()) };
}

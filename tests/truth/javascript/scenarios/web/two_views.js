import { StreamChat } from 'stream-chat';

export function openInbox(user, token) {
  const client = new StreamChat('views');
  const ready = client.connectUser({ id: user.id }, token);
  return () => ready.then(() => client.disconnectUser());
}

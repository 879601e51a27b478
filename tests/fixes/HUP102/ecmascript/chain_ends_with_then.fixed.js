import { StreamChat } from 'stream-chat';

export function count(user, token, show) {
  const chat = new StreamChat('k7x2');
  return chat
    .connectUser(user, token)
    .then(() => chat.queryUsers({ online: true })) // everybody
    .then(({ users }) => show(users.length))
    .finally(() => chat.disconnectUser());
}

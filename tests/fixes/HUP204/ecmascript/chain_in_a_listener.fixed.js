import { StreamChat } from 'stream-chat';

const { key, user, token } = window.BOOT;

document.addEventListener('visibilitychange', () => {
  const chat = new StreamChat(key);
  chat.connectUser({ id: user.id }, token)
    .then(({ me }) => {
      document.title = `(${me.total_unread_count}) Inbox`;
    })
    .finally(() => chat.disconnectUser());
});

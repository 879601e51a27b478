import { StreamChat } from 'stream-chat';

const button = document.querySelector<HTMLButtonElement>('#read')!;

button.addEventListener('click', () => {
  const chat = new StreamChat('k7x2' as string);
  void chat.connectUser({ id: button.dataset.id! }, button.dataset.token).then(() => chat.markAllRead()).finally(() => chat.disconnectUser());
});

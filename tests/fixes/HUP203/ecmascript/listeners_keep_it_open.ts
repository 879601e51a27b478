import { StreamChat } from 'stream-chat';

const tray = document.querySelector<HTMLElement>('#tray')!;

export async function watch(accounts: { key: string; id: string; token: string }[]): Promise<void> {
  for (const account of accounts) {
    const chat = new StreamChat(account.key);
    await chat.connectUser({ id: account.id }, account.token);
    chat.on('notification.message_new', () => {
      tray.dataset.unread = account.id;
    });
  }
}

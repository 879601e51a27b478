import { StreamChat } from 'stream-chat';

export async function unread(accounts: { key: string; id: string; token: string }[]): Promise<number> {
  let sum = 0;
  for (const account of accounts) {
    const chat = new StreamChat(account.key);
    await chat.connectUser({ id: account.id }, account.token); // as each of them
    const { total_unread_count: count } = await chat.getUnreadCount();
    sum += count;
  }
  return sum;
}

import { StreamChat } from 'stream-chat';

export async function report(id: string, token: string): Promise<number> {
  const chat = new StreamChat('k7x2');
  await chat.connectUser({ id }, token);
  const text = `unread:
    ${(await chat.getUnreadCount()).total_unread_count}`; // the indentation is part of the text
  console.log(text);
  await chat.disconnectUser();
  return text.length;
}

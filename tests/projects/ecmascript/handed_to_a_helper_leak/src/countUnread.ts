import { StreamChat } from 'stream-chat';
import { farewell } from './farewell';

export async function countUnread(id: string, token: string) {
  const chat = new StreamChat(import.meta.env.VITE_STREAM_KEY);
  const me = await chat.connectUser({ id }, token); // expect: HUP101
  farewell(chat);
  return me?.me?.total_unread_count ?? 0;
}

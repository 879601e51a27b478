import { StreamChat } from 'stream-chat';
import { farewell, leave } from './farewell';

export async function countUnread(id: string, token: string) {
  const chat = new StreamChat(import.meta.env.VITE_STREAM_KEY);
  const me = await chat.connectUser({ id }, token);
  try {
    farewell(chat);
    return me?.me?.total_unread_count ?? 0;
  } finally {
    await leave(chat);
  }
}

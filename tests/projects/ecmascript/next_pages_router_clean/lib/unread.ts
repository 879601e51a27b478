import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance(process.env.STREAM_KEY!, process.env.STREAM_SECRET);

export async function unreadOf(patient: string) {
  const { total_unread_count } = await client.getUnreadCount(patient);
  return total_unread_count;
}

export const tokenFor = (patient: string) => client.createToken(patient);

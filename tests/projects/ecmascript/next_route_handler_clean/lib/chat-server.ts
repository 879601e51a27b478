import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance(process.env.STREAM_KEY!, process.env.STREAM_SECRET!);

export async function sendAsUser(id: string, text: string) {
  await client.upsertUser({ id });
  await client.channel('messaging', 'bakery').sendMessage({ text, user_id: id });
}

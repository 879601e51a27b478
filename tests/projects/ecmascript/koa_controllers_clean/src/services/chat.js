import { StreamChat } from 'stream-chat';

const chat = new StreamChat(process.env.STREAM_KEY, process.env.STREAM_SECRET);

export async function tellBaker(baker, text) {
  await chat.upsertUser({ id: baker });
  await chat.channel('messaging', 'orders').sendMessage({ text, user_id: baker });
}

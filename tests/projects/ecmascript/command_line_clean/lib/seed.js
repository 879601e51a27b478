import { readFile } from 'node:fs/promises';
import { StreamChat } from 'stream-chat';

export async function seedUsers(file) {
  const client = StreamChat.getInstance(process.env.STREAM_KEY, process.env.STREAM_SECRET);
  const users = JSON.parse(await readFile(file, 'utf8'));
  for (let at = 0; at < users.length; at += 100) await client.upsertUsers(users.slice(at, at + 100));
}

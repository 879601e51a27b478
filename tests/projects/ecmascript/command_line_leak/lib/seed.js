import { readFile } from 'node:fs/promises';
import { StreamChat } from 'stream-chat';

export async function seedUsers(file) {
  const client = StreamChat.getInstance(process.env.STREAM_KEY);
  for (const user of JSON.parse(await readFile(file, 'utf8'))) {
    await client.connectUser(user, client.devToken(user.id)); // expect: HUP303
    await client.disconnectUser();
  }
}

import { StreamChat } from 'stream-chat';

export async function sendAsUser(id: string, text: string) {
  const client = new StreamChat(process.env.STREAM_KEY!); // expect: HUP402
  await client.connectUser({ id }, client.devToken(id)); // expect: HUP301
  await client.channel('messaging', 'bakery').sendMessage({ text });
}

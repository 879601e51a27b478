import { StreamChat } from 'stream-chat';

export async function skipper(id: string) {
  const client = new StreamChat(process.env.STREAM_KEY!); // expect: HUP402
  await client.connectUser({ id: `skipper-${id}` }, client.devToken(`skipper-${id}`)); // expect: HUP301
  return client;
}

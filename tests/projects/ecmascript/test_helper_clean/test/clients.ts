import { StreamChat } from 'stream-chat';

export async function tenant(name: string) {
  const client = new StreamChat(process.env.STREAM_KEY!);
  await client.connectUser({ id: name }, client.devToken(name));
  return client;
}

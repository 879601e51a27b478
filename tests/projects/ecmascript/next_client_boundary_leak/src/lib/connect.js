import { StreamChat } from 'stream-chat';

export async function connectVisitor(visitor) {
  const client = new StreamChat(process.env.NEXT_PUBLIC_STREAM_KEY);
  await client.connectUser({ id: visitor.id }, visitor.token); // expect: HUP101
  return client;
}

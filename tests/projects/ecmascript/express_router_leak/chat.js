import { StreamChat } from 'stream-chat';

export async function attendant(gate) {
  const client = new StreamChat(process.env.STREAM_KEY); // expect: HUP402
  await client.connectUser({ id: `gate-${gate}` }, client.devToken(`gate-${gate}`)); // expect: HUP301
  return client;
}

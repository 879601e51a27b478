import { StreamChat } from 'stream-chat';

export async function berthsOf(master: string): Promise<string[]> {
  const client = new StreamChat('harbour');
  await client.connectUser({ id: master }, localStorage.harbour); // expect: HUP101
  const channels = await client.queryChannels({ type: 'messaging' });
  return channels.map((channel) => channel.cid);
}

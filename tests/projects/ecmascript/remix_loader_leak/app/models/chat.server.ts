import { StreamChat } from 'stream-chat';

export async function plotsOf(gardener: string, token: string) {
  const chat = new StreamChat('allotment'); // expect: HUP402
  await chat.connectUser({ id: gardener }, token); // expect: HUP301
  return chat.queryChannels({ members: { $in: [gardener] } });
}

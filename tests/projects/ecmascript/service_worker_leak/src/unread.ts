import { StreamChat } from 'stream-chat';

export async function fetchUnread({ user, token }: { user: string; token: string }) {
  const client = new StreamChat('newsroom'); // expect: HUP402
  await client.connectUser({ id: user }, token); // expect: HUP204
  const channels = await client.queryChannels({ members: { $in: [user] } });
  return channels.reduce((sum, channel) => sum + channel.countUnread(), 0);
}

import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('newsroom');

export async function fetchUnread({ user, token }: { user: string; token: string }) {
  await client.connectUser({ id: user }, token);
  try {
    const channels = await client.queryChannels({ members: { $in: [user] } });
    return channels.reduce((sum, channel) => sum + channel.countUnread(), 0);
  } finally {
    await client.disconnectUser();
  }
}

import { StreamChat } from 'stream-chat';
import { lock, unlock } from './lock';

export async function count(user: { id: string }, token: string): Promise<number> {
  await lock('count');
  const client = new StreamChat('g5h1');
  await client.connectUser(user, token);
  try {
    const channels = await client.queryChannels({ members: { $in: [user.id] } });
    return channels.length;
  } finally {
    // others wait
    await unlock('count');
  }
}

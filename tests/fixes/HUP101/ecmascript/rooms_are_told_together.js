import { StreamChat } from 'stream-chat';

export async function announce(user, token, rooms, text) {
  const client = new StreamChat('b4n8');
  await client.connectUser(user, token);
  await Promise.all(rooms.map(async (room) => {
    await client.channel('messaging', room).sendMessage({ text });
  }));
}

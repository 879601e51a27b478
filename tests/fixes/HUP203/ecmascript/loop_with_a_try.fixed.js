import { StreamChat } from 'stream-chat';

export async function markAll(members, log) {
  for (const { id, token } of members) {
    const chat = new StreamChat('k7x2');
    try {
      await chat.connectUser({ id }, token);
      await chat.markAllRead();
    } catch (error) {
      log(id, error);
    } finally {
      await chat.disconnectUser();
    }
  }
}

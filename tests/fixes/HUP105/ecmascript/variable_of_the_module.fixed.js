import { StreamChat } from 'stream-chat';

let current;

export async function open(user, peer) {
  // the one before is not needed any more
  await current?.disconnectUser();
  current = new StreamChat(window.KEY);
  await current.connectUser(user, user.token);
  await current.channel('messaging', { members: [user.id, peer] }).watch();
}

export async function close() {
  if (current) await current.disconnectUser();
}

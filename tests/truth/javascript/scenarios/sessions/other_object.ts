import { StreamChat } from 'stream-chat';

let current = new StreamChat('rotating');

export async function rotate(user: { id: string; token: string }) {
  const before = current;
  void before.disconnectUser();
  current = new StreamChat('rotating');
  await current.connectUser({ id: user.id }, user.token);
}

export async function stop() {
  await current.disconnectUser();
}

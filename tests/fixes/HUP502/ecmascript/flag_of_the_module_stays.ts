import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('arcade');
let started = false;

export async function play(player: { id: string; token: string }) {
  if (!started) {
    await client.connectUser({ id: player.id }, player.token);
    started = true;
  }
  document.title = player.id;
}

export async function quit() {
  started = false;
  await client.disconnectUser();
}

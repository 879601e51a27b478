import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('games');
let playing = null;

export async function play(player) {
  if (playing === player.id) return;
  if (playing) await chat.disconnectUser();
  playing = player.id;
  await chat.connectUser({ id: player.id }, player.token);
}

export async function quit() {
  playing = null;
  await chat.disconnectUser();
}

import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('k7x2');

export async function visit(first, second) {
  await chat.disconnectUser(); await chat.connectUser(first, first.token);
  await chat.disconnectUser(); await chat.connectUser(second, second.token);
}

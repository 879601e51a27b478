import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('k7x2');

export async function visit(first, second) {
  chat.disconnectUser(); await chat.connectUser(first, first.token);
  chat.disconnectUser(); await chat.connectUser(second, second.token);
}

import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('k7x2');

export function become(next, token) {
  chat.disconnectUser();
  return chat.connectUser(next, token);
}

import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('front-desk');

export async function serve(guest) {
  if (chat.userID) return chat;
  await chat.connectUser({ id: guest.id }, guest.token); // expect: HUP502
  return chat;
}

export async function close() {
  await chat.disconnectUser();
}

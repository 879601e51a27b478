import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('desk');

export async function serve(guest: { id: string; token: string }) {
  if (chat.userID === guest.id) return chat;
  if (chat.userID) await chat.disconnectUser();
  await chat.connectUser({ id: guest.id }, guest.token);
  return chat;
}

export async function close() {
  await chat.disconnectUser();
}

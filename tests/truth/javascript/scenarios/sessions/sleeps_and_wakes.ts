import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('background');

export const login = (user: { id: string; token: string }) => chat.connectUser({ id: user.id }, user.token);
export const logout = () => chat.disconnectUser();

export async function sleep() {
  await chat.closeConnection();
}

export async function wake() {
  if (chat.userID) await chat.openConnection();
}

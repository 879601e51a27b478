import { StreamChat } from 'stream-chat';

export const chat = StreamChat.getInstance('trails');

export async function startSession(hiker: string, token: string) {
  await chat.connectUser({ id: hiker }, token);
}

export async function endSession() {
  await chat.disconnectUser();
}

import { StreamChat } from 'stream-chat';

export const chat = StreamChat.getInstance(process.env.KEY!);

export async function signIn(id: string, token: string) {
  await chat.connectUser({ id }, token);
}

export async function signOut() {
  await chat.disconnectUser();
}

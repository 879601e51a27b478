import { StreamChat, type OwnUserResponse } from 'stream-chat';

export const client = StreamChat.getInstance(import.meta.env.VITE_STREAM_KEY);

export async function signIn(user: OwnUserResponse, token: string) {
  await client.connectUser(user, token); // expect: HUP101
}

export const signOut = () => client.disconnectUser();

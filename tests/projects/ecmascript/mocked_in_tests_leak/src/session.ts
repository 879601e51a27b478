import { StreamChat } from 'stream-chat';

let chat: StreamChat | null = null;

export const client = () => {
  if (!chat) chat = StreamChat.getInstance(process.env.KEY!);
  return chat;
};

export async function signIn(id: string, token: string) {
  await client().connectUser({ id }, token); // expect: HUP101
}

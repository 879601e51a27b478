import { StreamChat } from 'stream-chat';

export async function guideFor(visitor: { id: string; token: string }) {
  const chat = StreamChat.getInstance('museum');
  await chat.connectUser({ id: visitor.id }, visitor.token); // expect: HUP301
  return chat;
}

import { StreamChat } from 'stream-chat';

export async function asGrower(id: string, token: string) {
  const chat = new StreamChat('harvest'); // expect: HUP402
  await chat.connectUser({ id }, token); // expect: HUP301
  return chat;
}

import { StreamChat } from 'stream-chat';

export async function openRelay(user) {
  const chat = new StreamChat('relay'); // expect: HUP402
  await chat.connectUser({ id: user }, chat.devToken(user)); // expect: HUP301
  return chat;
}

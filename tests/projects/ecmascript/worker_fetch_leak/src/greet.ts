import { StreamChat } from 'stream-chat';

export async function greet(key: string, guest: string, token: string) {
  const chat = new StreamChat(key); // expect: HUP402
  await chat.connectUser({ id: guest }, token); // expect: HUP301
  await chat.channel('messaging', 'lobby').sendMessage({ text: `${guest} is here` });
}

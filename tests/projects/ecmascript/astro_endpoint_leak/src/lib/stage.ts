import { StreamChat } from 'stream-chat';

export async function announce(stage: string, token: string, text: string) {
  const chat = StreamChat.getInstance('festival');
  await chat.connectUser({ id: stage }, token); // expect: HUP301
  await chat.channel('livestream', stage).sendMessage({ text });
}

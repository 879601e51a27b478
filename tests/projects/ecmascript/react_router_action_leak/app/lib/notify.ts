import { StreamChat } from 'stream-chat';

export const notify = async (agent: string, token: string, text: string) => {
  const chat = StreamChat.getInstance('tickets');
  await chat.connectUser({ id: agent }, token); // expect: HUP301
  await chat.channel('messaging', 'desk').sendMessage({ text });
};

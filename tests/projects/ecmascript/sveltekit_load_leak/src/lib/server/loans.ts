import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('library');

export async function loans(reader: string, token: string) {
  await chat.connectUser({ id: reader }, token); // expect: HUP301
  return chat.queryChannels({ members: { $in: [reader] } });
}

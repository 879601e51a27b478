import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('status');

export async function report(path) {
  await chat.connectUser({ id: 'status-page' }, process.env.STATUS_TOKEN); // expect: HUP301
  await chat.channel('messaging', 'ops').sendMessage({ text: path });
}

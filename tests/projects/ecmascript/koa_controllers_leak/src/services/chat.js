import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance(process.env.STREAM_KEY);

export async function tellBaker(baker, token, text) {
  await chat.connectUser({ id: baker }, token); // expect: HUP301
  await chat.channel('messaging', 'orders').sendMessage({ text });
  await chat.disconnectUser();
}

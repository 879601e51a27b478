import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance(process.env.STREAM_KEY);

export async function alert(meter, text) {
  await chat.connectUser({ id: meter }, process.env.METER_TOKEN); // expect: HUP301
  await chat.channel('messaging', 'alerts').sendMessage({ text });
}

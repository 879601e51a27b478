import { StreamChat } from 'stream-chat';

export async function watchKiosks(log: (text: string) => void) {
  const chat = StreamChat.getInstance(process.env.STREAM_KEY!);
  await chat.connectUser({ id: 'watchdog' }, process.env.WATCHDOG_TOKEN); // expect: HUP301
  chat.on('message.new', (event) => log(event.message?.text ?? ''));
}

import { StreamChat } from 'stream-chat';

const tannoy = StreamChat.getInstance(process.env.RAIL_KEY!);

export async function announce(text: string): Promise<string> {
  await tannoy.connectUser({ id: 'tannoy' }, process.env.RAIL_TOKEN!); // expect: HUP301
  const { message } = await tannoy.channel('livestream', 'platform-9').sendMessage({ text });
  return message.id;
}

import { StreamChat } from 'stream-chat';

const tannoy = StreamChat.getInstance(process.env.RAIL_KEY!, process.env.RAIL_SECRET!);

export async function announce(text: string): Promise<string> {
  const platform = tannoy.channel('livestream', 'platform-9');
  const { message } = await platform.sendMessage({ text, user_id: 'tannoy' });
  return message.id;
}

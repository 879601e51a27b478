import { StreamChat } from 'stream-chat';

export async function registerHook(url: string) {
  const chat = StreamChat.getInstance(process.env.STREAM_KEY!, process.env.STREAM_SECRET!);
  await chat.updateAppSettings({ webhook_url: url });
}

import { StreamChat } from 'stream-chat';

const chat = new StreamChat(process.env.STREAM_KEY!, process.env.STREAM_SECRET!);

export const notify = (agent: string, text: string) =>
  chat.channel('messaging', 'desk').sendMessage({ text, user_id: agent });

import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('status', process.env.STREAM_SECRET);

export const report = (path) =>
  chat.channel('messaging', 'ops').sendMessage({ text: path, user_id: 'status-page' });

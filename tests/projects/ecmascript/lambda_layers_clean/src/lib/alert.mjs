import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance(process.env.STREAM_KEY, process.env.STREAM_SECRET);

export const alert = (meter, text) =>
  chat.channel('messaging', 'alerts').sendMessage({ text, user: { id: meter } });

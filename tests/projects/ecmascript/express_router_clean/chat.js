import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance(process.env.STREAM_KEY, process.env.STREAM_SECRET);

export const announce = (gate, text) =>
  client.channel('messaging', gate).sendMessage({ text, user_id: `gate-${gate}` });

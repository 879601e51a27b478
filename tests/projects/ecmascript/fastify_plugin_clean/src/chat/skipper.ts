import { StreamChat } from 'stream-chat';

export const stream = StreamChat.getInstance(process.env.STREAM_KEY!, process.env.STREAM_SECRET!);

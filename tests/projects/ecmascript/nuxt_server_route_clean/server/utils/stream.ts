import { StreamChat } from 'stream-chat';

export const stream = new StreamChat('harvest', process.env.STREAM_SECRET);

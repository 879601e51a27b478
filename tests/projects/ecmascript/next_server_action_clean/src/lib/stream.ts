import { StreamChat } from 'stream-chat';

const stream = StreamChat.getInstance(process.env.STREAM_KEY!, process.env.STREAM_SECRET!);

export function streamFor(userId: string) {
  return stream.upsertUser({ id: userId });
}

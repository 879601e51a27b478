import { StreamChat } from 'stream-chat';

export function streamFor(userId: string) {
  const stream = StreamChat.getInstance(process.env.STREAM_KEY!);
  return stream.connectUser({ id: userId }, stream.devToken(userId)); // expect: HUP301
}

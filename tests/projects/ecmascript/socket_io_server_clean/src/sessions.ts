import { StreamChat } from 'stream-chat';

const service = StreamChat.getInstance('auction', process.env.STREAM_SECRET);

export async function admit(bidder: string) {
  await service.upsertUser({ id: bidder });
  return service.createToken(bidder);
}

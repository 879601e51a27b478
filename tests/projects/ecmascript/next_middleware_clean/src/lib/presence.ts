import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('auctions', process.env.STREAM_SECRET);

export async function markOnline(bidder: string) {
  await chat.partialUpdateUser({ id: bidder, set: { seen: Date.now() } });
}

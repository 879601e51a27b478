import { StreamChat } from 'stream-chat';

export async function markOnline(bidder: string, token: string) {
  const chat = StreamChat.getInstance('auctions');
  await chat.connectUser({ id: bidder, invisible: false }, token); // expect: HUP301
}

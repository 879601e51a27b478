import { StreamChat } from 'stream-chat';

export async function sessionFor(bidder: string) {
  const session = new StreamChat('auction'); // expect: HUP402
  await session.connectUser({ id: bidder }, session.devToken(bidder)); // expect: HUP301
  return session;
}

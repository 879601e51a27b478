import { NextResponse } from 'next/server';
import { StreamChat } from 'stream-chat';

/** Everything. */
export async function GET(): Promise<NextResponse> {
  const chat = new StreamChat(process.env.KEY!, process.env.SECRET!), limit = 30;
  return NextResponse.json(await chat.queryChannels({}, {}, { limit }));
}

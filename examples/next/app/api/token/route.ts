import { NextResponse } from 'next/server';
import { StreamChat } from 'stream-chat';

import { readSession } from '../../../lib/session';

export async function GET() {
  const session = await readSession();
  if (!session) return NextResponse.json({ error: 'unauthorised' }, { status: 401 });

  const client = StreamChat.getInstance(process.env.STREAM_KEY!, process.env.STREAM_SECRET!);
  const token = client.createToken(session.userId);
  await client.connectUser({ id: session.userId, name: session.name }, token);

  return NextResponse.json({ token });
}

import { NextResponse } from 'next/server';
import { StreamChat } from 'stream-chat';

import { readSession } from '../../../lib/session';

const server = StreamChat.getInstance(process.env.STREAM_KEY!, process.env.STREAM_SECRET!);

export async function POST(request: Request) {
  const session = await readSession();
  if (!session) return NextResponse.json({ error: 'unauthorised' }, { status: 401 });

  const team = new URL(request.url).searchParams.get('team') ?? 'everyone';
  await server.upsertUsers([{ id: session.userId, name: session.name, teams: [team] }]);

  return NextResponse.json({ userId: session.userId, token: server.createToken(session.userId) });
}

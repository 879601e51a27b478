import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance(process.env.NEXT_PUBLIC_STREAM_KEY!, process.env.STREAM_SECRET!);

export async function POST(request: Request) {
  const { id } = await request.json();
  await chat.upsertUser({ id });
  return Response.json({ credentials: chat.createToken(id) });
}

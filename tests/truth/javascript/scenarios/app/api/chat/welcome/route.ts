import { StreamChat } from 'stream-chat';

export async function POST(request: Request) {
  const { id, token } = await request.json();
  const chat = new StreamChat(process.env.NEXT_PUBLIC_STREAM_KEY!); // expect: HUP402
  await chat.connectUser({ id }, token); // expect: HUP301
  await chat.channel('messaging', 'welcome').watch();
  return Response.json({ ok: true });
}

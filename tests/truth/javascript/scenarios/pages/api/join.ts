import { StreamChat } from 'stream-chat';

export default async function handler(req: any, res: any) {
  const id = String(req.headers['x-user']);
  const client = StreamChat.getInstance(process.env.NEXT_PUBLIC_STREAM_KEY!);
  await client.connectUser({ id }, client.devToken(id)); // expect: HUP301
  await client.channel('messaging', 'general').watch();
  await client.disconnectUser();
  res.end('joined');
}

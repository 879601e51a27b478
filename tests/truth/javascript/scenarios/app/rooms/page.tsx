import { StreamChat } from 'stream-chat';

export default async function RoomsPage({ params }: { params: Promise<{ user: string }> }) {
  const { user } = await params;
  const client = new StreamChat(process.env.NEXT_PUBLIC_STREAM_KEY!); // expect: HUP402
  await client.connectUser({ id: user }, client.devToken(user)); // expect: HUP301
  const rooms = await client.queryChannels({ members: { $in: [user] } });
  return <ul>{rooms.map((room) => <li key={room.cid}>{room.cid}</li>)}</ul>;
}

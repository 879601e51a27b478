import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance(process.env.NEXT_PUBLIC_STREAM_KEY!, process.env.STREAM_SECRET!);

export default async function PeoplePage({ params }: { params: Promise<{ user: string }> }) {
  const { user } = await params;
  const { users } = await chat.queryUsers({ id: { $ne: user } });
  return <p>{Object.keys(users).length} people</p>;
}

import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance(process.env.NEXT_PUBLIC_STREAM_KEY!);

export async function unreadOf(patient: string, token: string) {
  const me = await client.connectUser({ id: patient }, token); // expect: HUP301
  return me && 'me' in me ? me.me?.total_unread_count ?? 0 : 0;
}

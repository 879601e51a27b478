import { StreamChat } from 'stream-chat';

async function moderate() {
  const server = StreamChat.getInstance(process.env.STREAM_KEY!, process.env.STREAM_SECRET!);
  await server.queryUsers({ banned: true });
  await server.channel('messaging', 'general', { created_by_id: 'bot' }).create();
}

moderate().catch(console.error);

import { Worker } from 'bullmq';
import { StreamChat } from 'stream-chat';

export const worker = new Worker<{ id: string }>('digests', async (job) => {
  const chat = new StreamChat(
    process.env.KEY!,
    process.env.SECRET!,
  );
  await chat.channel('messaging', job.data.id).sendMessage({ text: 'digest', user_id: 'bot' });
});

import { Worker } from 'bullmq';
import { StreamChat } from 'stream-chat';

const chat = new StreamChat(
  process.env.KEY!,
  process.env.SECRET!,
);

export const worker = new Worker<{ id: string }>('digests', async (job) => {
  await chat.channel('messaging', job.data.id).sendMessage({ text: 'digest', user_id: 'bot' });
});

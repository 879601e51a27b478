import { Worker } from 'bullmq';
import { remind } from './remind';

new Worker('reminders', async (job) => {
  await remind(job.data.customer, job.data.token, job.data.invoice);
}, { connection: { host: 'localhost' } });

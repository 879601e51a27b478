import { alert } from '../lib/alert.mjs';

export const handler = async (event, context) => {
  for (const record of event.Records) {
    const reading = JSON.parse(record.body);
    if (reading.value > 400) await alert(reading.meter, `value ${reading.value}`);
  }
  return { batchItemFailures: [] };
};

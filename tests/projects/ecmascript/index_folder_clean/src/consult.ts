import ConsultSession from './session';
import { loadHistory } from './history.js';

export async function readHistory(patientId: string, token: string) {
  const session = new ConsultSession();
  await session.start(patientId, token);
  try {
    return await loadHistory(session.chat, patientId);
  } finally {
    await session.stop();
  }
}

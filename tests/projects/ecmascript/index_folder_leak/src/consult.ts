import ConsultSession from './session';
import { loadHistory } from './history.js';

export async function readHistory(patientId: string, token: string) {
  const session = new ConsultSession();
  await session.start(patientId, token);
  const messages = await loadHistory(session.chat, patientId);
  await session.stop();
  return messages;
}

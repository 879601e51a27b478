import { getCookie } from 'h3';
import { asGrower } from '../utils/stream';

export default defineEventHandler(async (event) => {
  const chat = await asGrower(getCookie(event, 'grower')!, getCookie(event, 'token')!);
  return chat.queryChannels({ type: 'crate' });
});

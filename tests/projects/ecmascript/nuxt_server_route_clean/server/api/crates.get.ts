import { getCookie } from 'h3';
import { stream } from '../utils/stream';

export default defineEventHandler((event) =>
  stream.queryChannels({ type: 'crate', members: { $in: [getCookie(event, 'grower')!] } }),
);

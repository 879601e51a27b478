import { schedule } from 'node-cron';
import { postTide } from './tide.js';

schedule('0 */6 * * *', postTide);

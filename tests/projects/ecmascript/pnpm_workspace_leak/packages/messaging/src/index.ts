export { BuyerThread } from './thread.js';

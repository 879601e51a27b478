export { StreamChat } from './client';

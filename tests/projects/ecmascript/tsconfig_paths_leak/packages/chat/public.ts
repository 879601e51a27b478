export type { DeskUser } from './types';
export { formatTicket } from './tickets';

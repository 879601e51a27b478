export * from './chat';
export { formatDate } from './dates';

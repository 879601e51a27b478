export { createVideo as default } from './client';

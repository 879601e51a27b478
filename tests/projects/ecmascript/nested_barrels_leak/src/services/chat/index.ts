export { openStream as connect, closeStream as disconnect } from './connection';

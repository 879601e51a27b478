export * as chat from './chat';
export { default as analytics } from './analytics';

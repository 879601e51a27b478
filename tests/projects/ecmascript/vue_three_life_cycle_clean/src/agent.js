import { StreamChat } from 'stream-chat';

export function agentClient() {
  return new StreamChat(import.meta.env.VITE_STREAM_KEY);
}

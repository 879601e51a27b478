import { StreamChat } from 'stream-chat';

export const createChat = () => new StreamChat(import.meta.env.VITE_KEY);

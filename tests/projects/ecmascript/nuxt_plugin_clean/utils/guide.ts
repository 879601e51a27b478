import { StreamChat } from 'stream-chat';

export const guide = () => StreamChat.getInstance('museum');

import { StreamChat } from 'stream-chat';

export const choir = () => new StreamChat('choir');

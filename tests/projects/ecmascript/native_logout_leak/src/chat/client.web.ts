import { StreamChat } from 'stream-chat';

export const chatClient = StreamChat.getInstance('rides-web');

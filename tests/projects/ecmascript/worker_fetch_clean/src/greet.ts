import { StreamChat } from 'stream-chat';

export const greet = (key: string, secret: string, guest: string) =>
  StreamChat.getInstance(key, secret).createToken(guest);

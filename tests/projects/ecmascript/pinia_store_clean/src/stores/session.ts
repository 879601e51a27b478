import { defineStore } from 'pinia';
import { StreamChat } from 'stream-chat';

export const useSession = defineStore('session', () => {
  const chat = StreamChat.getInstance('theatre');
  const enter = (id: string, token: string) => chat.connectUser({ id }, token);
  const exit = () => chat.disconnectUser();
  return { enter, exit };
});

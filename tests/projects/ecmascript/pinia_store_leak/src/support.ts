import { defineStore } from 'pinia';
import { StreamChat } from 'stream-chat';

export const useSupport = defineStore('support', {
  state: () => ({ client: null as StreamChat | null, unread: 0 }),
  actions: {
    async open(user: { id: string }, token: string) {
      this.client = new StreamChat(import.meta.env.VITE_STREAM_KEY);
      await this.client.connectUser(user, token); // expect: HUP101
    },
    async close() {
      await this.client?.disconnectUser();
      this.client = null;
    },
  },
});

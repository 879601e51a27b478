import { create } from 'zustand';
import { StreamChat } from 'stream-chat';

interface ChatState {
  client: StreamChat | null;
  connect: (user: { id: string }, token: string) => Promise<void>;
  disconnect: () => Promise<void>;
}

export const useChatStore = create<ChatState>()((set, get) => ({
  client: null,
  connect: async (user, token) => {
    const client = new StreamChat(import.meta.env.VITE_STREAM_KEY);
    await client.connectUser(user, token);
    set({ client });
  },
  disconnect: async () => {
    await get().client?.disconnectUser();
    set({ client: null });
  },
}));

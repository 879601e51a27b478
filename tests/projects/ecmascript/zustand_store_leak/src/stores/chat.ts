import { create } from 'zustand';
import { StreamChat } from 'stream-chat';

interface ChatStore {
  client: StreamChat | null;
  connect: (rider: { id: string; token: string }) => Promise<void>;
  disconnect: () => Promise<void>;
}

export const useChatStore = create<ChatStore>((set, get) => ({
  client: null,
  connect: async (rider) => {
    const client = new StreamChat('bikes');
    await client.connectUser({ id: rider.id }, rider.token); // expect: HUP101
    set({ client });
  },
  disconnect: async () => {
    await get().client?.disconnectUser();
    set({ client: null });
  },
}));

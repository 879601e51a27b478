import { onMounted, onUnmounted, ref } from 'vue';
import { createChat } from '@/lib/chat';

export function useTicketChat(agent: { id: string; token: string }) {
  const online = ref(false);
  const chat = createChat();
  let connected: Promise<unknown> = Promise.resolve();
  onMounted(() => {
    connected = chat.connectUser({ id: agent.id }, agent.token);
    connected.then(() => (online.value = true));
  });
  onUnmounted(() => {
    online.value = false;
    connected.then(() => chat.disconnectUser());
  });
  return { chat, online };
}

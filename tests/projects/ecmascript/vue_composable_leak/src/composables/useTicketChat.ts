import { onMounted, onUnmounted, ref } from 'vue';
import { createChat } from '@/lib/chat';

export function useTicketChat(agent: { id: string; token: string }) {
  const online = ref(false);
  const chat = createChat();
  onMounted(async () => {
    await chat.connectUser({ id: agent.id }, agent.token); // expect: HUP101
    online.value = true;
  });
  onUnmounted(() => {
    online.value = false;
  });
  return { chat, online };
}

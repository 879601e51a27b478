import { createEffect, createSignal, onCleanup } from 'solid-js';
import { StreamChat } from 'stream-chat';

export function createListener(who: () => string, token: () => string) {
  const [count, setCount] = createSignal(0);
  createEffect(() => {
    const chat = new StreamChat('radio');
    chat.on('user.watching.start', () => setCount((n) => n + 1));
    const connecting = chat.connectUser({ id: who() }, token());
    onCleanup(() => connecting.then(() => chat.disconnectUser()));
  });
  return count;
}

import { readable } from 'svelte/store';
import { StreamChat } from 'stream-chat';

export const station = (observer: string, token: string) =>
  readable<string>('', (set) => {
    const chat = new StreamChat('weather');
    const connecting = chat.connectUser({ id: observer }, token);
    chat.on('message.new', (event) => set(event.message?.text ?? ''));
    return () => {
      connecting.then(() => chat.disconnectUser());
    };
  });

import { readable } from 'svelte/store';
import { StreamChat } from 'stream-chat';

export const station = (observer: string, token: string) =>
  readable<string>('', (set) => {
    const chat = new StreamChat('weather');
    chat.connectUser({ id: observer }, token); // expect: HUP101
    chat.on('message.new', (event) => set(event.message?.text ?? ''));
  });

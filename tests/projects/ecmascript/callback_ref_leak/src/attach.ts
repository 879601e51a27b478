import { StreamChat } from 'stream-chat';

export function attach(board: HTMLElement, who: string, token: string) {
  const client = new StreamChat('whiteboard');
  client.connectUser({ id: who }, token); // expect: HUP101
  client.on((event) => board.setAttribute('data-last', event.type));
}

import { StreamChat } from 'stream-chat';

export function attach(board: HTMLElement, who: string, token: string) {
  const client = new StreamChat('whiteboard');
  const connecting = client.connectUser({ id: who }, token);
  const { unsubscribe } = client.on((event) => board.setAttribute('data-last', event.type));
  return () => {
    unsubscribe();
    connecting.then(() => client.disconnectUser());
  };
}

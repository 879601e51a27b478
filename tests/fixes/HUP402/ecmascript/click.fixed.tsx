import { StreamChat } from 'stream-chat';

const chat = new StreamChat('k7x2');

export function Copy({ id }: { id: string }) {
  const copy = async () => {
    await navigator.clipboard.writeText(chat.devToken(id));
  };
  return <button onClick={copy}>Copy</button>;
}

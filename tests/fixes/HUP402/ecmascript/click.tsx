import { StreamChat } from 'stream-chat';

export function Copy({ id }: { id: string }) {
  const copy = async () => {
    const chat = new StreamChat('k7x2');
    await navigator.clipboard.writeText(chat.devToken(id));
  };
  return <button onClick={copy}>Copy</button>;
}

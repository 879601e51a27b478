import { StreamChat } from 'stream-chat';
import { useOnMount } from './lib/useOnMount';
import { withRetry } from './lib/withRetry';

export function Stall({ seller, token }: { seller: string; token: string }) {
  useOnMount(async () => {
    const chat = new StreamChat('bazaar');
    await withRetry(() => chat.connectUser({ id: seller }, token)); // expect: HUP101
    document.title = `${seller} (${chat.user?.total_unread_count})`;
  });
  return <h2>{seller}</h2>;
}

import { StreamChat } from 'stream-chat';
import { useOnMount } from './lib/useOnMount';
import { withRetry } from './lib/withRetry';

export function Stall({ seller, token }: { seller: string; token: string }) {
  useOnMount(async () => {
    const chat = new StreamChat('bazaar');
    await withRetry(() => chat.connectUser({ id: seller }, token));
    document.title = `${seller} (${chat.user?.total_unread_count})`;
    return () => chat.disconnectUser();
  });
  return <h2>{seller}</h2>;
}

import { StreamChat } from 'stream-chat';
import { chatKey } from './config';
import { useInbox } from './src/hooks/useInbox';

const client = StreamChat.getInstance(chatKey); // expect: HUP403

export default function App() {
  const ready = useInbox();
  return <b>{ready && String(client.user?.total_unread_count)}</b>;
}

import { useSupportChat } from './hooks/useSupportChat';
import { formatDate } from './lib';

export default function Support({ user, token }: { user: { id: string }; token: string }) {
  useSupportChat(user, token);
  return <p>Open since {formatDate(new Date())}</p>;
}

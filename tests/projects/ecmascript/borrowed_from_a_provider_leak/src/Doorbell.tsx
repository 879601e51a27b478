import { useRoom } from './ChatRoom';

export function Doorbell({ user, token }: { user: { id: string }; token: string }) {
  const { enter } = useRoom();
  return <button onClick={() => enter(user, token)}>ring</button>;
}

import { useEffect } from 'react';
import { useChatStore } from './chatStore';

export function Chat({ user, token }: { user: { id: string }; token: string }) {
  const connect = useChatStore((state) => state.connect);

  useEffect(() => {
    connect(user, token);
  }, [connect, user.id, token]);

  return <main>Chat</main>;
}

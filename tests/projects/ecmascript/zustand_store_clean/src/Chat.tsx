import { useEffect } from 'react';
import { useChatStore } from './chatStore';

export function Chat({ user, token }: { user: { id: string }; token: string }) {
  const connect = useChatStore((state) => state.connect);
  const disconnect = useChatStore((state) => state.disconnect);

  useEffect(() => {
    const connected = connect(user, token);
    return () => {
      connected.then(disconnect);
    };
  }, [connect, disconnect, user.id, token]);

  return <main>Chat</main>;
}

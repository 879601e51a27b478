import { useEffect } from 'react';
import { useChat } from '../context/ChatContext';

export function Inbox({ user, token }: { user: { id: string }; token: string }) {
  const { connect, disconnect } = useChat();
  useEffect(() => {
    const connected = connect(user, token);
    return () => {
      connected.then(disconnect);
    };
  }, [connect, disconnect, user.id, token]);
  return <main>Inbox of {user.id}</main>;
}

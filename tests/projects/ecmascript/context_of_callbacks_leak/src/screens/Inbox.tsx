import { useEffect } from 'react';
import { useChat } from '../context/ChatContext';

export function Inbox({ user, token }: { user: { id: string }; token: string }) {
  const { connect } = useChat();
  useEffect(() => {
    connect(user, token);
  }, [connect, user.id, token]);
  return <main>Inbox of {user.id}</main>;
}

import { useEffect } from 'react';
import { useChat } from '../chat/ChatContext';

export function Table({ guest, token }: { guest: { id: string }; token: string }) {
  const { join } = useChat();
  useEffect(() => {
    join(guest, token);
  }, [join, guest, token]);
  return <ul />;
}

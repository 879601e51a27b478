import { useEffect } from 'react';
import { useChat } from '../chat/ChatContext';

export function Table({ guest, token }: { guest: { id: string }; token: string }) {
  const { join, leave } = useChat();
  useEffect(() => {
    const joined = join(guest, token);
    return () => {
      joined.then(leave, leave);
    };
  }, [join, leave, guest, token]);
  return <ul />;
}

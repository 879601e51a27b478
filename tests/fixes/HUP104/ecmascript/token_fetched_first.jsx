import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';
import { api } from './api';

export function Match({ id }) {
  useEffect(() => {
    const client = new StreamChat('k7x2');

    const connect = async () => {
      const { token } = await api.post('/chat/token', { id });
      await client.connectUser({ id }, token);
    };
    connect();

    return () => client.disconnectUser();
  }, [id]);

  return <div role="log" />;
}

import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';
import { api } from './api';

export function Match({ id }) {
  useEffect(() => {
    const client = new StreamChat('k7x2');
    let cancelled = false;
    let connecting;

    const connect = async () => {
      const { token } = await api.post('/chat/token', { id });
      if (cancelled) return;
      connecting = client.connectUser({ id }, token);
      await connecting;
    };
    connect();

    return () => {
      cancelled = true;
      connecting?.then(() => client.disconnectUser());
    };
  }, [id]);

  return <div role="log" />;
}

import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export function Switcher({ id, token }: { id: string; token: string }) {
  const chat = useRef<StreamChat | null>(null);
  const ready = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    chat.current = new StreamChat('k7x2');
    const connecting = chat.current.connectUser({ id }, token);
    ready.current = connecting;

    return () => {
      const client = chat.current;
      void connecting.then(() => client?.disconnectUser());
    };
  }, [id, token]);

  return <b>{id}</b>;
}

import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export function Switcher({ id, token }: { id: string; token: string }) {
  const chat = useRef<StreamChat | null>(null);
  const ready = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    chat.current = new StreamChat('k7x2');
    ready.current = chat.current.connectUser({ id }, token);
  }, [id, token]);

  useEffect(() => {
    return () => {
      void ready.current.then(() => chat.current?.disconnectUser());
    };
  }, []);

  return <b>{id}</b>;
}

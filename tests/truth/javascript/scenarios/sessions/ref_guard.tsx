import { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('row');

export function Row({ seat, token }: { seat: { id: string }; token: string }) {
  const started = useRef(false);
  const pending = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    pending.current = client.connectUser({ id: seat.id }, token); // expect: HUP502
  }, [seat.id, token]);

  useEffect(() => {
    return () => {
      started.current = false;
      void pending.current.then(() => client.disconnectUser());
    };
  }, []);

  return <small>{seat.id}</small>;
}

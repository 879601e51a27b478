import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function GuestBook({ id }: { id: string }) {
  const [client] = useState(() => new StreamChat('k7x2'));

  useEffect(() => {
    void client.setGuestUser({ id });
    return () => {
      void client.disconnectUser();
    };
  }, []);

  return <label htmlFor={id}>{client.userID}</label>;
}

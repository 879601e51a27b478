import { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export function Taxi({ driver, token }: { driver: string; token: string }) {
  useEffect(() => {
    const dispatch = new StreamChat('taxi');
    dispatch.connectUser({ id: driver }, token); // expect: HUP103
    return () => {
      dispatch.disconnectUser;
    };
  }, [driver, token]);

  return <span>{driver}</span>;
}

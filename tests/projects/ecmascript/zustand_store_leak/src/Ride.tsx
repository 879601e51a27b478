import { useEffect } from 'react';
import { useChatStore } from './stores/chat';

export function Ride({ rider }: { rider: { id: string; token: string } }) {
  const connect = useChatStore((state) => state.connect);
  useEffect(() => {
    void connect(rider);
  }, [connect, rider]);
  return <p>{rider.id}</p>;
}

import { useEffect } from 'react';
import { useChatStore } from './stores/chat';

export function Ride({ rider }: { rider: { id: string; token: string } }) {
  const connect = useChatStore((state) => state.connect);
  const disconnect = useChatStore((state) => state.disconnect);
  useEffect(() => {
    const connected = connect(rider);
    return () => {
      void connected.then(disconnect);
    };
  }, [connect, disconnect, rider]);
  return <p>{rider.id}</p>;
}

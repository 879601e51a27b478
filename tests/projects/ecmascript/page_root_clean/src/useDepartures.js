import { useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';

export function useDepartures(platform) {
  const [trains, setTrains] = useState([]);
  useEffect(() => {
    const client = new StreamChat('departures');
    client.connectUser({ id: platform }, window.platformToken).then(async () => {
      const channel = client.channel('livestream', 'departures');
      const { messages } = await channel.watch();
      setTrains(messages);
    });
  }, []);
  return trains;
}

import { useEffect, useState } from 'react';
import { StreamChat, type Channel } from 'stream-chat';

export function usePlots(gardener: string, token: string) {
  const [plots, setPlots] = useState<Channel[]>([]);
  useEffect(() => {
    const chat = new StreamChat('allotment');
    const connecting = chat.connectUser({ id: gardener }, token);
    connecting.then(() => chat.queryChannels({ members: { $in: [gardener] } })).then(setPlots);
    return () => {
      connecting.then(() => chat.disconnectUser());
    };
  }, [gardener, token]);
  return plots;
}

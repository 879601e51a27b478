import { ReactNode, createContext, useEffect, useState } from 'react';
import { StreamChat } from 'stream-chat';
import { Line } from './line';

export const BiddingContext = createContext<StreamChat | null>(null);

type Props = { seat: string; token: string; children: ReactNode };

export function Bidding({ seat, token, children }: Props) {
  const [client, setClient] = useState<StreamChat | null>(null);

  useEffect(() => {
    const line = Line.open(seat, token);
    setClient(line.client);
    return () => {
      setClient(null);
    };
  }, [seat, token]);

  return <BiddingContext.Provider value={client}>{children}</BiddingContext.Provider>;
}

import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { StreamVideoClient, type Call } from '@stream-io/video-react-sdk';

const video = new StreamVideoClient({ apiKey: 'vq83m' });
const Calls = createContext<{ call?: Call; dial(id: string): Promise<void>; hangUp(): void } | undefined>(undefined);

export function useCalls() {
  const calls = useContext(Calls);
  if (!calls) throw new Error('useCalls needs a CallsProvider');
  return calls;
}

export function CallsProvider({ children }: { children: ReactNode }) {
  const [call, setCall] = useState<Call>();
  const current = useRef<Call>();

  const hangUp = () => {
    void current.current?.leave();
    current.current = undefined;
    setCall(undefined);
  };

  const dial = async (id: string) => {
    if (current.current) return;
    current.current = video.call('default', id);
    await current.current.join({ create: true });
    setCall(current.current);
  };

  useEffect(() => hangUp, []);

  return <Calls.Provider value={{ call, dial, hangUp }}>{children}</Calls.Provider>;
}

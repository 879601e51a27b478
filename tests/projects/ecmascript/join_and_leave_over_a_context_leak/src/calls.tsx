import { createContext, useContext, useState, type ReactNode } from 'react';
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

  const dial = async (id: string) => {
    const made = video.call('default', id);
    await made.join({ create: true }); // expect: HUP204
    setCall(made);
  };

  const hangUp = () => {
    setCall(undefined);
  };

  return <Calls.Provider value={{ call, dial, hangUp }}>{children}</Calls.Provider>;
}

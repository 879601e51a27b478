import { createContext, useContext, useEffect, type PropsWithChildren } from 'react';
import { OverlayProvider } from 'stream-chat-expo';
import { endSession, startSession } from '../lib/chat';

const Session = createContext<{ hiker: string } | null>(null);
export const useSession = () => useContext(Session);

export function SessionProvider({ hiker, token, children }: PropsWithChildren<{ hiker: string; token: string }>) {
  useEffect(() => {
    const started = startSession(hiker, token);
    return () => {
      started.finally(endSession);
    };
  }, [hiker, token]);
  return <Session.Provider value={{ hiker }}><OverlayProvider>{children}</OverlayProvider></Session.Provider>;
}

import { createContext, useContext, useEffect, type PropsWithChildren } from 'react';
import { OverlayProvider } from 'stream-chat-expo';
import { startSession } from '../lib/chat';

const Session = createContext<{ hiker: string } | null>(null);
export const useSession = () => useContext(Session);

export function SessionProvider({ hiker, token, children }: PropsWithChildren<{ hiker: string; token: string }>) {
  useEffect(() => {
    startSession(hiker, token);
  }, [hiker, token]);
  return <Session.Provider value={{ hiker }}><OverlayProvider>{children}</OverlayProvider></Session.Provider>;
}

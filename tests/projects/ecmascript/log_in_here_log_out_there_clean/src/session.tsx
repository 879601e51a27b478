import { createContext, useContext, useState, type ReactNode } from 'react';
import { StreamChat } from 'stream-chat';

const SessionClient = createContext<StreamChat | undefined>(undefined);
export const useSessionClient = () => useContext(SessionClient)!;

export function SessionProvider({ children }: { children: ReactNode }) {
  const [client] = useState(() => StreamChat.getInstance('bq5t2'));
  return <SessionClient.Provider value={client}>{children}</SessionClient.Provider>;
}

import { createContext, useContext, useState, type ReactNode } from 'react';
import { StreamChat } from 'stream-chat';

const Context = createContext<StreamChat | null>(null);

export function Provider({ apiKey, children }: { apiKey: string; children: ReactNode }) {
  const [client] = useState(() => new StreamChat(apiKey, { timeout: 6000 }));
  return <Context.Provider value={client}>{children}</Context.Provider>;
}

export const useStream = () => useContext(Context);

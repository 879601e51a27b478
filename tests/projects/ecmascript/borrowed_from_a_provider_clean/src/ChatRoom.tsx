import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { StreamChat } from 'stream-chat';

type Room = { enter(user: { id: string }, token: string): void; client?: StreamChat };
const RoomContext = createContext<Room>({ enter: () => {} });
export const useRoom = () => useContext(RoomContext);

export function RoomProvider({ children }: { children: ReactNode }) {
  const [client, setClient] = useState<StreamChat>();

  useEffect(() => {
    const made = new StreamChat('hz82m');
    setClient(made);
    return () => {
      void made.disconnectUser();
    };
  }, []);

  const enter = (user: { id: string }, token: string) => {
    if (!client || client.userID) return;
    client.connectUser(user, token).catch(console.error);
  };

  return <RoomContext.Provider value={{ enter, client }}>{children}</RoomContext.Provider>;
}

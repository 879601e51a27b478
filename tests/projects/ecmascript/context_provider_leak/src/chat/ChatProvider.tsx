import { useMemo, type ReactNode } from 'react';
import { StreamChat } from 'stream-chat';
import { ChatContext } from './ChatContext';

const client = StreamChat.getInstance('wedding');

export function ChatProvider({ children }: { children: ReactNode }) {
  const value = useMemo(
    () => ({
      client,
      join: (guest: { id: string }, token: string) => client.connectUser(guest, token), // expect: HUP101
      leave: () => client.disconnectUser(),
    }),
    [],
  );
  return <ChatContext.Provider value={value}>{children}</ChatContext.Provider>;
}

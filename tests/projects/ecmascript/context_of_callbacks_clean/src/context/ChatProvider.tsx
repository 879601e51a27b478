import { useCallback, useMemo, useState, type PropsWithChildren } from 'react';
import { StreamChat } from 'stream-chat';
import { ChatContext } from './ChatContext';

export function ChatProvider({ children }: PropsWithChildren) {
  const [client] = useState(() => new StreamChat('key'));
  const connect = useCallback(
    async (user: { id: string }, token: string) => {
      await client.connectUser(user, token);
    },
    [client],
  );
  const disconnect = useCallback(() => client.disconnectUser(), [client]);
  const value = useMemo(() => ({ client, connect, disconnect }), [client, connect, disconnect]);
  return <ChatContext.Provider value={value}>{children}</ChatContext.Provider>;
}

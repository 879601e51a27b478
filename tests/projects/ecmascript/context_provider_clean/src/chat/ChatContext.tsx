import { createContext, useContext } from 'react';
import type { StreamChat } from 'stream-chat';

interface Chat {
  client: StreamChat;
  join: (guest: { id: string }, token: string) => Promise<unknown>;
  leave: () => Promise<void>;
}

export const ChatContext = createContext<Chat | null>(null);

export const useChat = () => useContext(ChatContext)!;

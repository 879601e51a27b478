import { createContext, useContext } from 'react';
export const ChatContext = createContext<any>(null);
export function useChat() {
  const value = useContext(ChatContext);
  if (!value) throw new Error('no provider');
  return value;
}

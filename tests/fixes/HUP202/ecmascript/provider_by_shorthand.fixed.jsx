import { useCallback } from 'react';
import { useCreateChatClient } from 'stream-chat-react';

export const useDesk = (user) => {
  const tokenOrProvider = useCallback(async () => (await fetch(`/token/${user.id}`)).text(), [user.id]);
  return useCreateChatClient({ apiKey: 'k7x2', userData: user, tokenOrProvider });
};

import { useCreateChatClient } from 'stream-chat-react';

export const useDesk = (user) => {
  const tokenOrProvider = async () => (await fetch(`/token/${user.id}`)).text();
  return useCreateChatClient({ apiKey: 'k7x2', userData: user, tokenOrProvider });
};

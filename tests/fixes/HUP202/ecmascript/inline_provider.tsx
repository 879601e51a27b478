import { Chat, useCreateChatClient } from 'stream-chat-react';

export function Coach({ id, name }: { id: string; name: string }) {
  const client = useCreateChatClient({
    apiKey: 'k7x2',
    userData: { id, name },
    tokenOrProvider: async () => {
      const response = await fetch(`/tokens/${id}`);
      return (await response.json()).token as string;
    },
  });
  return client && <Chat client={client} />;
}

import { useCallback } from 'react';
import { Chat, useCreateChatClient } from 'stream-chat-react';

export function Coach({ id, name }: { id: string; name: string }) {
  const tokenProvider = useCallback(async () => {
    const response = await fetch(`/tokens/${id}`);
    return (await response.json()).token as string;
  }, [id]);
  const client = useCreateChatClient({
    apiKey: 'k7x2',
    userData: { id, name },
    tokenOrProvider: tokenProvider,
  });
  return client && <Chat client={client} />;
}

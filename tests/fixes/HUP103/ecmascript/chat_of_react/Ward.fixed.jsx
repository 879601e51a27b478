import { Chat, useCreateChatClient } from 'stream-chat-react';

const apiKey = 'w4rd';

const tokenProvider = async () => {
  const response = await fetch('/api/token');
  return (await response.json()).token;
};

export function Ward({ nurse }) {
  const client = useCreateChatClient({
    apiKey,
    tokenOrProvider: tokenProvider,
    userData: { id: nurse.id, name: nurse.name },
  });

  return client && <Chat client={client} />;
}

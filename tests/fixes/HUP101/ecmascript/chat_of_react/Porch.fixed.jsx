import { Chat, useCreateChatClient } from 'stream-chat-react';

export default function Porch({ userId, userToken }) {
  // The neighbours are listening
  // one client for the whole street
  const client = useCreateChatClient({
    apiKey: 'porch',
    tokenOrProvider: userToken,
    userData: { id: userId },
  }); // as the owner of the house

  return <>{client && <Chat client={client} />}</>;
}

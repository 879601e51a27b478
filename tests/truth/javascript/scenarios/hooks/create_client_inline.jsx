import { useCreateChatClient } from 'stream-chat-react';

export function Portal({ user, token }) {
  const client = useCreateChatClient({ // expect: HUP202
    apiKey: 'portal',
    userData: user,
    tokenOrProvider: async () => token,
  });

  return <p>{client ? client.userID : 'Loading'}</p>;
}

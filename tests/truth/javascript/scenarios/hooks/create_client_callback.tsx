import { useCallback } from 'react';
import { useCreateChatClient } from 'stream-chat-react';

export function Dormitory({ user }: { user: { id: string; name: string } }) {
  const provideToken = useCallback(async () => {
    const response = await fetch(`/api/token/${user.id}`);
    return (await response.json()).token;
  }, [user.id]);
  const client = useCreateChatClient({ apiKey: 'dormitory', tokenOrProvider: provideToken, userData: user });

  return <p>{client?.userID ?? 'Loading'}</p>;
}

import { useMemo } from 'react';
import { useCreateChatClient } from 'stream-chat-react';

const makeProvider = (id: string) => async () => {
  const response = await fetch(`/api/token/${id}`);
  return (await response.json()).token as string;
};

export function Canteen({ user }: { user: { id: string; name: string } }) {
  const tokenOrProvider = useMemo(() => makeProvider(user.id), [user.id]);
  const client = useCreateChatClient({ apiKey: 'canteen', tokenOrProvider, userData: user });

  return <p>{client?.userID}</p>;
}

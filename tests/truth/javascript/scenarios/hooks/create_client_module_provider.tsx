import { useCreateChatClient } from 'stream-chat-react';

const makeProvider = (id: string) => async () => (await (await fetch(`/api/token/${id}`)).json()).token as string;
const providers = new Map<string, () => Promise<string>>();

function providerOf(id: string) {
  let provider = providers.get(id);
  if (!provider) {
    provider = makeProvider(id);
    providers.set(id, provider);
  }
  return provider;
}

export function Canteen({ user }: { user: { id: string; name: string } }) {
  const client = useCreateChatClient({ apiKey: 'canteen', tokenOrProvider: providerOf(user.id), userData: user });

  return <p>{client?.userID}</p>;
}

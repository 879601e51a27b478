import { StreamChat } from 'stream-chat';

export function enter(client: StreamChat, puppet: string, token: string) {
  const entering = client.connectUser({ id: puppet }, token);
  return async () => {
    await entering.catch(() => undefined);
    await client.disconnectUser();
  };
}

import { StreamChat } from 'stream-chat';

export function openLine(user: string, token: string) {
  const client = new StreamChat('operator');
  const opening = client.connectUser({ id: user }, token);
  return { client, hangUp: () => opening.then(() => client.disconnectUser()) };
}

import { StreamChat } from 'stream-chat';

const clients = new Map<string, StreamChat>();

export async function join(user: { id: string; token: string }) {
  let client = clients.get(user.id);
  if (!client) {
    client = new StreamChat('keyed');
    clients.set(user.id, client);
    await client.connectUser({ id: user.id }, user.token);
  }
  return client;
}

export async function leaveAll() {
  for (const client of clients.values()) await client.disconnectUser();
  clients.clear();
}

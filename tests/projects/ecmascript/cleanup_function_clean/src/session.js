import { StreamChat } from 'stream-chat';

/** Opens a session and gives back what ends it. */
export function beginSession(user, token) {
  const client = new StreamChat('library');
  const ready = client.connectUser(user, token);
  const end = () => ready.then(() => client.disconnectUser());
  return [client, ready, end];
}

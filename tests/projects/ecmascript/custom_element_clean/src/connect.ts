import { StreamChat } from 'stream-chat';

export function signIn(id: string, token: string) {
  const client = new StreamChat('guestbook');
  const signedIn = client.connectUser({ id }, token);
  return { client, signOut: () => signedIn.then(() => client.disconnectUser()) };
}

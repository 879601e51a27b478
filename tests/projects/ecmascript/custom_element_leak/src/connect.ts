import { StreamChat } from 'stream-chat';

export function signIn(id: string, token: string): StreamChat {
  const client = new StreamChat('guestbook');
  client.connectUser({ id }, token); // expect: HUP101
  return client;
}

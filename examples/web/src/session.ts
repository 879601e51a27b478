import { StreamChat } from 'stream-chat';

import { API_KEY, fetchToken } from './config';

/** The one client of this tab. Harbour's account menu calls the two functions below. */
const client = StreamChat.getInstance(API_KEY);

export async function switchAccount(userId: string): Promise<void> {
  const token = await fetchToken(userId);
  await client.disconnectUser();
  await client.connectUser({ id: userId }, token);
}

export async function signOut(): Promise<void> {
  await client.disconnectUser();
}

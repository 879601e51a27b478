import { StreamChat } from 'stream-chat';

export async function admit(nurse, token) {
  const client = StreamChat.getInstance('surgery');
  await client.connectUser({ id: nurse }, token); // expect: HUP101
  return client;
}

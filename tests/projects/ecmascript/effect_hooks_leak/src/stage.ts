import { StreamChat } from 'stream-chat';

export async function enter(client: StreamChat, puppet: string, token: string) {
  await client.connectUser({ id: puppet }, token); // expect: HUP101
}

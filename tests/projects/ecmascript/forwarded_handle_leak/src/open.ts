import { StreamChat } from 'stream-chat';

export function openLine(user: string, token: string) {
  const client = new StreamChat('operator');
  void client.connectUser({ id: user }, token); // expect: HUP101
  return client;
}

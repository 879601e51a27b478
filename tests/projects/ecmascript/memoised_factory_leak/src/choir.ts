import { StreamChat } from 'stream-chat';

export const singer = (id: string, token: string) => {
  const client = new StreamChat('choir');
  client.connectUser({ id }, token); // expect: HUP201
  return client;
};

import { StreamChat } from 'stream-chat';

export const courierClient = async (courier: string, token: string) => {
  const client = StreamChat.getInstance('parcels');
  await client.connectUser({ id: courier }, token); // expect: HUP301
  return client;
};

import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('clinic');

export async function open(doctor: { id: string; token: string }) {
  if (!client.connectionId) {
    await client.connectUser({ id: doctor.id }, doctor.token);
  }
  document.title = doctor.id;
}

export const close = () => client.disconnectUser();

import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('k7x2');

export async function upgrade(member: { id: string; token: string }): Promise<void> {
  await chat.disconnectUser(); // the guest
  await chat.connectUser({ id: member.id }, member.token);
}

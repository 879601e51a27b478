import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('upgrade');

export async function become(member: { id: string; token: string }) {
  void chat.disconnectUser(); // expect: HUP501
  await chat.connectUser({ id: member.id }, member.token);
}

export async function leave() {
  await chat.disconnectUser();
}

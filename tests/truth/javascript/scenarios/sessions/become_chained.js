import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance('become');

export const become = (member) =>
  chat.disconnectUser().then(() => chat.connectUser({ id: member.id }, member.token));

export const leave = () => chat.disconnectUser();

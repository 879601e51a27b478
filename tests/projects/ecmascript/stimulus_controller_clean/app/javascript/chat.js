import { StreamChat } from 'stream-chat';

export const open = (id, token) => {
  const chat = new StreamChat('helpdesk');
  chat.ready = chat.connectUser({ id }, token);
  return chat;
};

export const close = async (chat) => {
  await chat.ready;
  await chat.disconnectUser();
};

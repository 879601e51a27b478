import { StreamChat } from 'stream-chat';

export const open = (id, token) => {
  const chat = new StreamChat('helpdesk');
  chat.connectUser({ id }, token); // expect: HUP101
  return chat;
};

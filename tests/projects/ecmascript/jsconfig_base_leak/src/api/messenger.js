import { StreamChat } from 'stream-chat';

let messenger = null;

export const getMessenger = () => {
  if (messenger === null) messenger = StreamChat.getInstance(process.env.REACT_APP_KEY);
  return messenger;
};

export const closeMessenger = async () => {
  await getMessenger().disconnectUser();
};

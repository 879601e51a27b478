import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('arcade');

export const enter = async (id, token) => {
  if (!client.userID) {
    await client.connectUser(
      { id, name: id }, // as on the badge
      token,
    );
  }
  document.title = id;
};

export const leave = () => client.disconnectUser();

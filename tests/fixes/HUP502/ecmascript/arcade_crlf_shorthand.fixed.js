import { StreamChat } from 'stream-chat';

const client = StreamChat.getInstance('arcade');

export const enter = async (id, token) => {
  if (client.userID !== id) {
    if (client.userID) await client.disconnectUser();
    await client.connectUser(
      { id, name: id }, // as on the badge
      token,
    );
  }
  document.title = id;
};

export const leave = () => client.disconnectUser();

import { StreamChat } from 'https://cdn.jsdelivr.net/npm/stream-chat@8/+esm';

const client = StreamChat.getInstance('fanpage');

export async function openChat(fan, token) {
  await client.connectUser({ id: fan }, token);
  document.body.dataset.online = client.userID;
}

export const closeChat = () => client.disconnectUser();

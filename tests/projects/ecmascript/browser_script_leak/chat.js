import { StreamChat } from 'https://cdn.jsdelivr.net/npm/stream-chat@8/+esm';

export async function openChat(fan, token) {
  const client = new StreamChat('fanpage'); // expect: HUP402
  await client.connectUser({ id: fan }, token); // expect: HUP204
  document.body.dataset.online = client.userID;
}

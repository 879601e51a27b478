import { StreamChat } from 'stream-chat';

export const chat = StreamChat.getInstance('whole-page');

export async function boot(user: { id: string }, token: string) {
  await chat.connectUser({ id: user.id }, token);
  document.body.dataset.chat = chat.userID;
}

window.addEventListener('pagehide', () => {
  void chat.disconnectUser();
});

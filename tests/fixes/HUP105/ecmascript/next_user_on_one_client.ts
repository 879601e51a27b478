import { StreamChat } from 'stream-chat';

export async function preview(owner: { id: string; token: string }, guest: { id: string; token: string }) {
  const chat = new StreamChat('k7x2');
  try {
    await chat.connectUser({ id: owner.id }, owner.token); await chat.getUnreadCount();
    await chat.connectUser({ id: guest.id } as { id: string }, guest.token);
  } finally {
    await chat.disconnectUser();
  }
}

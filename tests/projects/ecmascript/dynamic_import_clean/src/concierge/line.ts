import { StreamChat } from 'stream-chat';

export const concierge = StreamChat.getInstance('hotel');

export function ring(guest: { id: string }, token: string) {
  return concierge.connectUser(guest, token);
}

export const hangUp = () => concierge.disconnectUser();

import { roster } from './roster';
import { StreamChat } from 'stream-chat';

export const room = {
  client: new StreamChat('escape-room'),
  async open(captain) {
    await room.client.connectUser({ id: captain.id }, captain.token); // expect: HUP204
    roster.add(captain);
  },
  async close() {
    await room.client.disconnectUser();
    roster.clear();
  },
};

import { StreamChat } from 'stream-chat';

export const fans = new StreamChat('fanclub');

export async function enter(fan: { id: string; token: string }) {
  await fans.connectUser({ id: fan.id }, fan.token); // expect: HUP101
}

export async function exit() {
  await fans.disconnectUser();
}

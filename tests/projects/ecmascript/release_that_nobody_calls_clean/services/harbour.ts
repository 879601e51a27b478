import { StreamChat } from 'stream-chat';

const radio = StreamChat.getInstance('h4rb0ur7kq');

export async function goOnAir(skipper: string, pass: string): Promise<StreamChat> {
  if (radio.userID === skipper) return radio;
  if (radio.userID) await radio.disconnectUser();
  await radio.connectUser({ id: skipper }, pass);
  return radio;
}

export async function goOffAir(): Promise<void> {
  if (radio.userID) await radio.disconnectUser();
}

import { StreamChat } from 'stream-chat';
import type { Household } from './Households';

const bell = StreamChat.getInstance('d00rb3llk3y');

const passFor = async (id: string) => (await fetch(`https://street.example/passes/${id}`)).text();

export async function ringAt(household: Household) {
  if (bell.userID === household.id) return bell;
  if (bell.userID) await bell.disconnectUser();
  await bell.connectUser({ id: household.id, name: household.street }, () => passFor(household.id));
  return bell;
}

export const unplug = () => bell.disconnectUser();

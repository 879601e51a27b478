import { StreamChat } from 'stream-chat';
import type { Household } from './Households';

const bell = StreamChat.getInstance('d00rb3llk3y');

const passFor = async (id: string) => (await fetch(`https://street.example/passes/${id}`)).text();

export async function ringAt(household: Household) {
  if (bell.userID) return bell;
  await bell.connectUser({ id: household.id, name: household.street }, () => passFor(household.id)); // expect: HUP502
  return bell;
}

export const unplug = () => bell.disconnectUser();

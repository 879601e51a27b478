import { StreamChat } from 'stream-chat';
import type { DeskUser } from './types';

export function openLine(user: DeskUser) {
  const line = new StreamChat('desk');
  const ready = line.connectUser({ id: user.id }, user.token); // expect: HUP104
  return { line, ready };
}

import { room } from './room';

const names = new Set();

export const roster = {
  add: (player) => names.add(player.id),
  clear: () => names.clear(),
  begin: (captain) => room.open(captain),
};

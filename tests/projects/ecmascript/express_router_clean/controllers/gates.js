import { announce } from '../chat.js';

export const listGates = (req, res) => res.json(['north', 'south']);

export async function openGate(req, res) {
  await announce(req.params.id, 'open');
  res.sendStatus(202);
}

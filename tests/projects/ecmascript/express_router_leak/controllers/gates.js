import { attendant } from '../chat.js';

export const listGates = (req, res) => res.json(['north', 'south']);

export async function openGate(req, res) {
  const client = await attendant(req.params.id);
  await client.channel('messaging', req.params.id).sendMessage({ text: 'open' });
  res.sendStatus(202);
}

import { Hono } from 'hono';
import { courierToken } from '../courier';

export const parcels = new Hono();

parcels.post('/session', async (c) => {
  const { courier } = await c.req.json();
  return c.json({ token: courierToken(courier) });
});

import { Hono } from 'hono';
import { courierClient } from '../courier';

export const parcels = new Hono();

parcels.put('/:id/delivered', async (c) => {
  const { courier, token } = await c.req.json();
  const client = await courierClient(courier, token);
  await client.channel('messaging', c.req.param('id')).markRead();
  return c.body(null, 204);
});

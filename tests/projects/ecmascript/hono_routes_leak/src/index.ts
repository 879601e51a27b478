import { Hono } from 'hono';
import { parcels } from './routes/parcels';

const app = new Hono();
app.route('/parcels', parcels);

export default app;

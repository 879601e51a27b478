import Koa from 'koa';
import Router from '@koa/router';
import { createOrder } from './controllers/orders.js';

const router = new Router();
router.post('/orders', createOrder);

new Koa().use(router.routes()).listen(3000);

import { tellBaker } from '../services/chat.js';

export const createOrder = async (ctx) => {
  const order = ctx.request.body;
  await tellBaker(order.baker, order.token, `${order.count} × ${order.bread}`);
  ctx.status = 201;
};

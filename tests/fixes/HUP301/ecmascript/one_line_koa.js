const Koa = require('koa');
const Router = require('@koa/router');
const { StreamChat } = require('stream-chat');

const staff = new StreamChat(process.env.KEY, process.env.SECRET);
const router = new Router();

router.post('/in', async (ctx) => { const c = new StreamChat(process.env.KEY); await c.connectUser({ id: ctx.query.id }, staff.createToken(ctx.query.id)); ctx.status = 204; });

new Koa().use(router.routes()).listen(3000);

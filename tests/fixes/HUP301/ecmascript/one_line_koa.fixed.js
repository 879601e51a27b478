const Koa = require('koa');
const Router = require('@koa/router');
const { StreamChat } = require('stream-chat');

const staff = new StreamChat(process.env.KEY, process.env.SECRET);
const router = new Router();

router.post('/in', async (ctx) => { await staff.upsertUsers([{ id: ctx.query.id }]); ctx.status = 204; });

new Koa().use(router.routes()).listen(3000);

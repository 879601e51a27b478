import Fastify from 'fastify';
import { StreamChat } from 'stream-chat';

const chat = StreamChat.getInstance(process.env.KEY, process.env.SECRET);
const server = Fastify();

server.post('/users', async (request) => { await chat.upsertUsers([{ id: request.body.id }]); return { ok: true }; });

await server.listen({ port: 3000 });

import Fastify from 'fastify';
import { crossings } from './plugins/crossings';

const app = Fastify({ logger: true });
app.register(crossings, { prefix: '/crossings' });
app.listen({ port: 3000 });

import type { FastifyInstance } from 'fastify';
import { skipper } from '../chat/skipper';

export async function crossings(app: FastifyInstance) {
  app.post('/:id/delay', async (request, reply) => {
    const { id } = request.params as { id: string };
    const client = await skipper(id);
    await client.channel('messaging', id).sendMessage({ text: 'delayed' });
    return reply.code(202).send();
  });
}

import type { FastifyInstance } from 'fastify';
import { stream } from '../chat/skipper';

export async function crossings(app: FastifyInstance) {
  app.decorate('stream', stream);
  app.post('/:id/delay', async (request, reply) => {
    const { id } = request.params as { id: string };
    await stream.channel('messaging', id).sendMessage({ text: 'delayed', user_id: `skipper-${id}` });
    return reply.code(202).send();
  });
}

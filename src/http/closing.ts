import type { FastifyInstance } from 'fastify';

/**
 * Answers that are given while the app closes end their connections. Those that are idle when it begins are closed by
 * Fastify; one that is kept alive after it would hold the process until its time is over.
 */
export function registerClosing(app: FastifyInstance): void {
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
}

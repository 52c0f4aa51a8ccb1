import type { FastifyInstance } from 'fastify';

/**
 * Connections that are idle when the app begins to close are closed by Fastify; this is for those that answer a request
 * then. Kept alive afterwards, they would hold the process until their time is over.
 */
export function registerClosing(app: FastifyInstance): void {
  app.addHook('preClose', async () => {
    // 0 would mean for ever.
    app.server.keepAliveTimeout = 1;
  });
}

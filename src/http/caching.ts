import type { FastifyInstance } from 'fastify';

/**
 * What anyone may see may be kept by any cache that asks again; what depends on who asks is kept by none.
 */
export function registerCaching(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const isPublic = isRead && request.headers.authorization === undefined && reply.statusCode < 500;
    if (!reply.hasHeader('cache-control')) {
      reply.header('cache-control', isPublic ? 'public, max-age=0, must-revalidate' : 'private, no-store');
    }
    if (isRead) reply.header('vary', 'Accept, Accept-Encoding, Authorization');
    reply.header('x-content-type-options', 'nosniff');
  });
}

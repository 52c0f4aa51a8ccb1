import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Closed, StringEnum } from './schemas.ts';

export interface Readiness {
  ready: boolean;
  /** What is looked at, by name, and how it is. */
  checks: Record<string, string>;
}

/**
 * `/health/live`: the process answers. `/health/ready`: it can do its work, or 503 and what is wrong.
 * Neither is for caches, nor part of the documented API.
 */
export function registerHealth(app: FastifyInstance, readiness: () => Promise<Readiness>): void {
  const Live = Closed({ status: StringEnum(['ok']) });
  const Ready = Closed({
    status: StringEnum(['ok', 'unavailable']),
    checks: Type.Record(Type.String(), Type.String()),
  });
  app.get('/health/live', { schema: { hide: true, response: { 200: Live } } as never }, async (_request, reply) => {
    return reply.header('cache-control', 'no-store').send({ status: 'ok' });
  });
  app.get(
    '/health/ready',
    { schema: { hide: true, response: { 200: Ready, 503: Ready } } as never },
    async (_request, reply) => {
      const { ready, checks } = await readiness();
      reply.code(ready ? 200 : 503).header('cache-control', 'no-store');
      return { status: ready ? 'ok' : 'unavailable', checks };
    },
  );
}

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Database } from '../db/database.ts';
import { problems } from '../http/schemas.ts';
import type { Urls } from '../lib/urls.ts';
import { type Change, listChanges as readChanges } from './list.ts';
import { ChangesAnswer, ChangesQuery } from './schema.ts';
import { createTail } from './tail.ts';

export interface ChangeOptions {
  database: Database;
  urls: Urls;
  /** How long a lost notification may keep a waiting client; milliseconds. */
  pollMs?: number;
}

/** The change log, for mirrors, harvesters and whoever keeps a copy. */
export const changeRoutes: FastifyPluginAsyncTypebox<ChangeOptions> = async (app, { database, urls, pollMs }) => {
  const tail = createTail(database, pollMs);
  app.addHook('preClose', () => tail.close());

  app.get(
    '/changes',
    {
      schema: {
        operationId: 'listChanges',
        tags: ['changes'],
        summary: 'What was published, revised, touched, withdrawn or redacted, in the order of the commits',
        description:
          'Each line says: look again at this subject. Read on from `next`; no line is ever added before one you have seen. With `wait` the answer comes as soon as there is a line.',
        querystring: ChangesQuery,
        response: { 200: ChangesAnswer, ...problems(304) },
      },
    },
    async function listChanges(request, reply) {
      const { after = 0, limit = 100, wait = 0 } = request.query;
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      const deadline = Date.now() + wait * 1000;
      let changes = await readChanges(database.db, after, limit);
      if (changes.length === 0 && wait > 0) {
        await tail.waitPast(after, deadline - Date.now(), gone.signal);
        if (!gone.signal.aborted) changes = await readChanges(database.db, after, limit);
      }
      const position = changes.at(-1)?.seq ?? after;
      return {
        items: changes.map(presentChange),
        position,
        next: urls.api(`/changes?${nextQuery(position, limit, wait)}`),
      };
    },
  );
};

function presentChange(change: Change) {
  return { ...change, at: change.at.toISOString() };
}

function nextQuery(after: number, limit: number, wait: number): URLSearchParams {
  return new URLSearchParams({
    after: String(after),
    limit: String(limit),
    ...(wait > 0 ? { wait: String(wait) } : {}),
  });
}

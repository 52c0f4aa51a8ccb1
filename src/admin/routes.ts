import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { spoolBackup } from '../db/backup/backup.ts';
import type { Db } from '../db/database.ts';
import { demandActor } from '../http/actor-hook.ts';
import { ndjson } from '../http/bodies.ts';
import { Closed, problems, Ref } from '../http/schemas.ts';
import { Forbidden } from '../lib/errors.ts';
import { isAdmin } from '../people/policy.ts';
import type { CheckReport } from '../search/engine.ts';
import type { Search } from '../search/search.ts';
import { RebuildAnswer, RebuildLine, rebuildAll, tellRebuild } from './rebuild.ts';

export interface AdminOptions {
  db: Db;
  search: Search;
  /** Where a backup is made before it is sent. */
  spoolFolder: string;
  now: () => Date;
}

const tags = ['admin'];

/** What only the administrators of the instance do. */
export const adminRoutes: FastifyPluginAsyncTypebox<AdminOptions> = async (app, { db, search, spoolFolder, now }) => {
  const onRequest = async (request: FastifyRequest) => {
    const actor = demandActor(request, 'admin');
    if (!isAdmin(actor))
      throw new Forbidden('admin_required', 'This takes an administrator, and a token with the scope admin.');
  };

  app.get(
    '/admin/backup',
    {
      onRequest,
      schema: {
        operationId: 'getBackup',
        tags,
        summary: 'Everything in one file, as `copse restore` takes it; private data too',
        response: {
          200: {
            description: 'gzip',
            content: { 'application/gzip': { schema: Type.Unsafe<never>({ type: 'string', format: 'binary' }) } },
          },
          ...problems(),
        },
      },
    },
    async function getBackup(_request, reply) {
      const stream = await spoolBackup(db, spoolFolder, now());
      const name = `copse-${now().toISOString().slice(0, 10)}.backup.gz`;
      return reply
        .type('application/gzip')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(stream) as never;
    },
  );

  const Report = {
    checked: Type.Integer({ description: 'Works that are public' }),
    missing: Type.Integer(),
    foreign: Type.Integer({ description: 'What is no public work' }),
    stale: Type.Integer({ description: 'Works as they were before' }),
    pending: Type.Integer({
      description: 'Works that are not in the index as they are, because it has still to come to them',
    }),
  };
  app.post(
    '/admin/search/check',
    {
      onRequest,
      schema: {
        operationId: 'checkSearch',
        tags,
        summary: 'Compare the index of every engine with the database, and mend it',
        response: {
          200: Closed({
            ...Report,
            engines: Type.Record(Type.String(), Closed(Report), { description: 'Each of them' }),
          }),
          ...problems(),
        },
      },
    },
    async function checkSearch() {
      const total: CheckReport = { checked: 0, missing: 0, foreign: 0, stale: 0, pending: 0 };
      const engines: Record<string, CheckReport> = {};
      for (const engine of search.engines) {
        const report = await engine.check();
        engines[engine.name] = report;
        total.checked = report.checked;
        for (const name of ['missing', 'foreign', 'stale', 'pending'] as const) total[name] += report[name];
      }
      return { ...total, engines };
    },
  );

  app.post(
    '/admin/search/rebuild',
    {
      onRequest,
      schema: {
        operationId: 'rebuildSearch',
        tags,
        summary: 'Make the whole index of every engine anew',
        response: {
          200: {
            description: 'When it is made; or, where NDJSON is accepted, a line whenever something is done',
            content: {
              'application/json': { schema: RebuildAnswer },
              [ndjson]: { schema: Ref(RebuildLine) },
            },
          },
          ...problems(),
        },
      },
    },
    async function rebuildSearch(request, reply) {
      if (!request.headers.accept?.includes(ndjson)) return { indexed: await rebuildAll(search.engines) };
      return reply.type(ndjson).send(await tellRebuild(search.engines)) as never;
    },
  );
};

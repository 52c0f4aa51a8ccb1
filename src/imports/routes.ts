import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { type TSchema, Type } from 'typebox';
import type { Db } from '../db/database.ts';
import { demandActor } from '../http/actor-hook.ts';
import { charsetFault, ndjson } from '../http/bodies.ts';
import { describeFaults, type ValidationFault } from '../http/faults.ts';
import { Closed, problems, Ref } from '../http/schemas.ts';
import type { Actor } from '../lib/actor.ts';
import { type Fault, Problem } from '../lib/errors.ts';
import type { Urls } from '../lib/urls.ts';
import type { Renderer } from '../rendering/rendered.ts';
import type { Kind } from '../works/kind.ts';
import { type ImportContext, importBatch, refused } from './batch.ts';
import { batchesOf, mostRequestBytes, type RawLine } from './lines.ts';
import { ImportResult, lineSchema } from './schema.ts';

export interface ImportRoutesOptions {
  db: Db;
  urls: Urls;
  renderer: Renderer;
  kinds: readonly Kind[];
  now: () => Date;
}

const description = `One JSON object a line (at most 500 lines or 8 MiB a request): the fields of a new work, with an
\`origin\` of \`source\` and \`path\`, by which it is known again. A line makes a work, revises it, or changes nothing;
the answer has one result a line, in order, sent as they come. Nobody but those in \`credits\` is credited. A relation may
name another work of the same source by its \`path\`; while that is not here the line has a warning, and can be sent again.
With \`dry_run\` everything is tried and undone.`.replaceAll('\n', ' ');

/** Without a type: what comes is bytes to the validator, and lines to the reader of the documentation. */
const Lines = Type.Unsafe<Buffer>({
  description:
    'One object a line: the fields of a new work (see ArticleInput) without `status`, and `origin`, `published_at`, `kind`',
  examples: [
    `${JSON.stringify({
      title: 'Check-in round',
      body: 'Everyone says one sentence before the work begins.',
      language: 'en',
      license: 'CC-BY-4.0',
      credits: [{ name: 'Ana Ruiz' }],
      origin: { source: 'https://git.example.org/team/practices', path: 'check-in-round.md' },
    })}\n`,
  ],
});

/** Needs the scope `import`. Memory: the request, and what was rendered of one batch. */
export const importRoutes: FastifyPluginAsyncTypebox<ImportRoutesOptions> = async (app, options) => {
  const schemas = new Map(options.kinds.map((kind) => [kind.name, lineSchema(kind)]));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    [ndjson, 'application/jsonl'],
    { parseAs: 'buffer', bodyLimit: mostRequestBytes },
    (request, body, done) => done(charsetFault(request) ?? null, body),
  );

  app.post(
    '/imports/works',
    {
      bodyLimit: mostRequestBytes,
      // Before the body is read: it may be large.
      onRequest: async (request) => void demandActor(request, 'import'),
      schema: {
        operationId: 'importWorks',
        tags: ['Imports'],
        summary: 'Create or revise many works by their origin',
        description,
        querystring: Closed({
          dry_run: Type.Optional(Type.Boolean({ default: false, description: 'Try it, and undo it' })),
        }),
        body: { content: { [ndjson]: { schema: Lines } } },
        response: {
          200: { description: 'One result a line, in order', content: { [ndjson]: { schema: Ref(ImportResult) } } },
          ...problems(),
        },
      },
    },
    async function importWorks(request, reply) {
      const actor = demandActor(request, 'import');
      const now = options.now();
      const context: ImportContext = {
        ...options,
        actor,
        now,
        dryRun: request.query.dry_run ?? false,
        faultsOf: (kind, line) => faultsOf(request, schemas.get(kind.name)!, line),
      };
      // Without any body there is nothing to parse, and nothing to import.
      const batches = batchesOf((request.body as unknown as Buffer | undefined) ?? Buffer.alloc(0));
      const actAgain = async () => {
        await request.identify();
        return demandActor(request, 'import');
      };
      const results = resultsOf(batches, context, actAgain);
      // With the first batch in hand it is still possible to answer with a problem.
      const first = await results.next();
      return await reply.type(ndjson).send(Readable.from(continued(first, results)));
    },
  );
};

/**
 * A text a batch: one result a line. Whoever no longer listens ends it after the batch that is being written; whoever
 * may no longer act has the rest refused.
 */
async function* resultsOf(
  batches: Iterable<RawLine[]>,
  context: ImportContext,
  actAgain: () => Promise<Actor>,
): AsyncGenerator<string> {
  for (const batch of batches) {
    const actor = await actAgain().catch(asProblem);
    const results =
      actor instanceof Problem
        ? batch.map(({ number }) => refused(number, actor))
        : await importBatch(batch, { ...context, actor });
    yield results.map((result) => `${JSON.stringify(result)}\n`).join('');
  }
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}

async function* continued(
  first: IteratorResult<string, unknown>,
  rest: AsyncGenerator<string>,
): AsyncGenerator<string> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

function faultsOf(request: FastifyRequest, schema: TSchema, line: unknown): Fault[] {
  const validate = request.compileValidationSchema(schema as object, 'body');
  return validate(line) ? [] : describeFaults(validate.errors as ValidationFault[], 'body');
}

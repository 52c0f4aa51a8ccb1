import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { buildApp } from '../../src/app.ts';
import type { Config } from '../../src/config.ts';
import type { Database, Db } from '../../src/db/database.ts';
import { transact } from '../../src/db/transaction.ts';
import { assemble, type Deps } from '../../src/deps.ts';
import type { Scope } from '../../src/lib/actor.ts';
import { newId } from '../../src/lib/ids.ts';
import { createUrls, type Urls } from '../../src/lib/urls.ts';
import { generateToken, issueToken } from '../../src/people/access/tokens.ts';
import { ensureFoundations } from '../../src/people/foundations.ts';
import { createRenderer } from '../../src/rendering/pool.ts';
import type { Renderer } from '../../src/rendering/rendered.ts';
import { type DatabaseKind, openTestDatabase } from './databases.ts';

export interface Sent {
  token?: string | undefined;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TestContributor {
  id: string;
  handle: string;
  token: string;
}

export interface TestApp {
  app: FastifyInstance;
  deps: Deps;
  database: Database;
  db: Db;
  urls: Urls;
  renderer: Renderer;
  adminToken: string;
  /** A path without a leading `/api/v1` gets it when it begins with none of the site's own. */
  send(method: InjectOptions['method'], path: string, sent?: Sent): Promise<LightMyRequestResponse>;
  /** Makes a contributor with a token; the scopes `import` and `steward` come with the role of steward. */
  contributor(handle: string, scopes?: readonly Scope[]): Promise<TestContributor>;
  close(): Promise<void>;
}

const outside = /^\/(?:api|feed|health|openapi|docs|robots|sitemap|llms|metrics|oai)\b/;

/** The whole application over a database of its own, without a port. */
export async function startTestApp(
  kind: DatabaseKind = 'embedded',
  overrides: Partial<Config> & { now?: () => Date } = {},
): Promise<TestApp> {
  const { now = () => new Date(), ...config } = overrides;
  const database = await openTestDatabase(kind);
  const { db } = database;
  const renderer = sharedRenderer();
  const deps: Deps = { ...assemble(database, { renderer }), now };
  const adminToken = generateToken();
  await transact(db, now(), (tx) => ensureFoundations(tx, { adminToken, now: now() }));
  const urls = createUrls(config.publicUrl ?? 'http://copse.test');
  const app = await buildApp(deps, {
    config: {
      trustProxy: false,
      logLevel: 'silent',
      registration: 'open',
      dataDir: join(tmpdir(), 'copse-test'),
      ...config,
    },
    urls,
    version: 'test',
  });
  await app.ready();

  async function send(
    method: InjectOptions['method'],
    path: string,
    { token, body, headers = {} }: Sent = {},
  ): Promise<LightMyRequestResponse> {
    return await app.inject({
      method: method!,
      url: outside.test(path) ? path : `/api/v1${path}`,
      headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    });
  }

  async function contributor(handle: string, scopes: readonly Scope[] = ['read', 'publish']): Promise<TestContributor> {
    const at = now();
    return await transact(db, at, async (tx) => {
      const id = newId();
      const isSteward = scopes.some((scope) => scope === 'steward' || scope === 'import');
      await tx
        .insertInto('contributors')
        .values({ id, handle, name: nameOf(handle), claimed: true, created_at: at, updated_at: at })
        .execute();
      const role = scopes.includes('admin') ? 'admin' : isSteward ? 'steward' : undefined;
      if (role !== undefined)
        await tx.insertInto('roles').values({ contributor_id: id, community_id: null, role, created_at: at }).execute();
      const { secret } = await issueToken(tx, id, { name: 'test', scopes }, at);
      return { id, handle, token: secret };
    });
  }

  async function close(): Promise<void> {
    await app.close();
    await deps.close();
  }

  return { app, deps, database, db, urls, renderer, adminToken, send, contributor, close };
}

let shared: Renderer | undefined;

/** One for all applications of a file, since its processes take long to start. They end with this one. */
function sharedRenderer(): Renderer {
  shared ??= { ...createRenderer({ threads: 2 }), close: async () => {} };
  return shared;
}

/** `ana-ruiz` → `Ana Ruiz`. */
function nameOf(handle: string): string {
  return handle
    .split('-')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join(' ');
}

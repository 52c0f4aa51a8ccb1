import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import cors from '@fastify/cors';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import { describeMetrics } from './admin/metrics.ts';
import { RebuildLine } from './admin/rebuild.ts';
import { adminRoutes } from './admin/routes.ts';
import { listLags } from './changes/lease.ts';
import { changeRoutes } from './changes/routes.ts';
import { ChangeSchema } from './changes/schema.ts';
import type { Config } from './config.ts';
import { isMigrated } from './db/migrate.ts';
import type { Deps } from './deps.ts';
import { registerActor } from './http/actor-hook.ts';
import { registerBodies } from './http/bodies.ts';
import { registerCaching } from './http/caching.ts';
import { registerClosing } from './http/closing.ts';
import { registerEntryPoints } from './http/entry-points.ts';
import { type Readiness, registerHealth } from './http/health.ts';
import { createLater, type Later } from './http/later.ts';
import { registerMetrics } from './http/metrics.ts';
import { registerOpenApi } from './http/openapi.ts';
import { frameworkProblems, type ProblemOptions, registerProblems } from './http/problems.ts';
import { ProblemDocument } from './http/schemas.ts';
import { serializersMade } from './http/serialization.ts';
import { answerUnparsable } from './http/unparsable.ts';
import { registerValidation } from './http/validation.ts';
import { importRoutes } from './imports/routes.ts';
import { ImportResult } from './imports/schema.ts';
import type { Urls } from './lib/urls.ts';
import { licenseRoutes } from './licenses/routes.ts';
import { authenticate } from './people/access/tokens.ts';
import { peopleSchemas } from './people/routes/commons-schema.ts';
import { communityRoutes } from './people/routes/communities.ts';
import { contributorRoutes } from './people/routes/contributors.ts';
import { instanceRoutes } from './people/routes/instance.ts';
import { invitationRoutes } from './people/routes/invitations.ts';
import { meRoutes } from './people/routes/me.ts';
import { roleRoutes } from './people/routes/roles.ts';
import { tokenRoutes } from './people/routes/tokens.ts';
import { feedRoutes } from './publishing/feeds/routes.ts';
import { metadataRoutes } from './publishing/metadata/routes.ts';
import { sitemapRoutes } from './publishing/sitemaps/routes.ts';
import { createPresentHits } from './search/present.ts';
import { searchRoutes } from './search/routes.ts';
import { searchSchemas } from './search/schema.ts';
import { sendErrorPage } from './site/error-page.ts';
import { siteRoutes } from './site/routes.ts';
import { eraseDrafts, ownRevisions, ownWorks } from './works/own.ts';
import { lineageRoutes } from './works/routes/lineage.ts';
import { ownWorkRoutes } from './works/routes/mine.ts';
import { originRoutes } from './works/routes/origins.ts';
import { publicationRoutes } from './works/routes/publication.ts';
import { readingRoutes } from './works/routes/reading.ts';
import { revisionRoutes } from './works/routes/revisions.ts';
import { writingRoutes } from './works/routes/writing.ts';
import { registerWorkSchemas } from './works/schema.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Makes beforehand, in quiet moments, what the first request to each route would make. */
    warmUp: Later['makeAll'];
  }
}

export interface AppOptions {
  config: Pick<Config, 'trustProxy' | 'logLevel' | 'registration' | 'dataDir'> & Partial<Pick<Config, 'metricsToken'>>;
  urls: Urls;
  version: string;
}

const bodyLimit = 4 * 1024 * 1024;
// Statement (15 s) < request < keep-alive: whoever is nearer to the work gives up first, and says why.
const requestTimeout = 60_000;
const keepAliveTimeout = 72_000;
const exposedHeaders = ['ETag', 'Link', 'Location', 'Retry-After', 'RateLimit', 'RateLimit-Policy', 'Last-Modified'];

const sharedSchemas = [ProblemDocument, ChangeSchema, ImportResult, RebuildLine, ...searchSchemas, ...peopleSchemas];

/** Every route there is, in sight. */
export async function buildApp(deps: Deps, { config, urls, version }: AppOptions): Promise<FastifyInstance> {
  const { database, renderer, kinds, now, search } = deps;
  const { db } = database;
  const presentHits = createPresentHits(db, urls);
  const problemPage = () => urls.page('/docs/problems');
  const problemAnswers: ProblemOptions = {
    docsUrl: problemPage,
    sendErrorPage: (request, reply, answer) => sendErrorPage(db, request, reply, answer),
  };
  const later = createLater();
  const app: FastifyInstance = Fastify({
    ...{ bodyLimit, requestTimeout, keepAliveTimeout, trustProxy: trusted(config.trustProxy) },
    genReqId: () => randomUUID(),
    clientErrorHandler: answerUnparsable(problemPage),
    logger: { level: config.logLevel, redact: ['req.headers.authorization', 'req.headers.cookie'] },
    logController: new LogController({
      disableRequestLogging: config.logLevel !== 'debug' && config.logLevel !== 'trace',
    }),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    schemaController: { compilersFactory: { buildSerializer: serializersMade(later) } },
    frameworkErrors: frameworkProblems(problemAnswers) as never,
  });
  registerProblems(app, problemAnswers);
  registerValidation(app, later);
  app.decorate('warmUp', later.makeAll);
  registerBodies(app);
  registerCaching(app);
  registerClosing(app);
  await app.register(cors, { origin: '*', methods: ['GET', 'HEAD'], exposedHeaders, maxAge: 86_400 });
  registerActor(app, (token) => authenticate(db, token, now()));
  await registerOpenApi(app, version);
  for (const schema of sharedSchemas) app.addSchema(schema);
  registerWorkSchemas(app, [...kinds.values()]);

  registerHealth(app, () => readinessOf(deps));
  registerMetrics(app, {
    token: config.metricsToken,
    describe: (registry) => describeMetrics(registry, db, search, version),
  });
  await app.register(
    async (api) => {
      registerEntryPoints(api, urls, version);
      await api.register(licenseRoutes);
      await api.register(changeRoutes, { database, urls });
      const people = { db, urls, now, registration: config.registration };
      for (const routes of [
        instanceRoutes,
        communityRoutes,
        contributorRoutes,
        roleRoutes,
        tokenRoutes,
        invitationRoutes,
      ]) {
        await api.register(routes, people);
      }
      await api.register(meRoutes, {
        ...people,
        exports: { works: ownWorks, revisions: ownRevisions },
        onErase: eraseDrafts,
      });
      const works = { db, urls, renderer, kinds, now };
      for (const routes of [
        readingRoutes,
        writingRoutes,
        publicationRoutes,
        revisionRoutes,
        lineageRoutes,
        originRoutes,
        ownWorkRoutes,
      ]) {
        await api.register(routes, works);
      }
      await api.register(searchRoutes, { db, urls, search, presentHits });
      await api.register(metadataRoutes, { db, urls, kinds });
      await api.register(importRoutes, { ...works, kinds: [...kinds.values()] });
      await api.register(adminRoutes, { db, search, now, spoolFolder: join(config.dataDir, 'tmp') });
    },
    { prefix: '/api/v1' },
  );
  await app.register(siteRoutes, { db, urls, kinds, search, presentHits, renderer, version });
  await app.register(feedRoutes, { db, urls, kinds, findMatches: search.matches });
  await app.register(sitemapRoutes, { db, urls });
  return app;
}

/** A number means that many proxies stand before this process. */
function trusted(setting: AppOptions['config']['trustProxy']) {
  return typeof setting === 'number' ? (_address: string, hop: number) => hop < setting : setting;
}

/** Behind the log is no reason to turn readers away: what is not indexed yet is still there to be read. */
async function readinessOf({ database: { db }, search }: Deps): Promise<Readiness> {
  try {
    if (!(await isMigrated(db))) return { ready: false, checks: { database: 'schema not up to date' } };
    const lags = await listLags(db);
    const followers = lags.map(({ name, lag, failing }) => [name, `${lag} behind, ${failing} failing`]);
    const { engine, degraded } = await search.standing();
    const answers = degraded ? `${engine} answers, in place of another engine` : `${engine} answers`;
    return { ready: true, checks: { database: 'ok', search: answers, ...Object.fromEntries(followers) } };
  } catch {
    return { ready: false, checks: { database: 'does not answer' } };
  }
}

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { answerOf } from '../http/problems.ts';
import { Moved } from '../http/redirects.ts';
import { registerAssets } from './assets.ts';
import { registerCommunities } from './commons/communities.ts';
import { registerCommunity } from './commons/community.ts';
import { registerContributor } from './commons/contributor.ts';
import { registerDocuments } from './commons/documents.ts';
import { registerLegalPages } from './commons/legal.ts';
import { sendErrorPage } from './error-page.ts';
import { registerHome } from './finding/home.ts';
import { registerSearch } from './finding/search.ts';
import { registerTag } from './finding/tag.ts';
import { registerDiff } from './history/diff.ts';
import { registerHistory } from './history/history.ts';
import { registerRevision } from './history/revision.ts';
import { registerWorks } from './reading/work.ts';
import { createSite, type SiteOptions } from './site.ts';

/** The pages for people: everything there is to read and to find; complete without scripts. */
export const siteRoutes: FastifyPluginAsyncTypebox<SiteOptions> = async (app, options) => {
  const site = createSite(options);
  app.setErrorHandler(async (error, request, reply) => {
    if (error instanceof Moved) return reply.redirect(error.locationFor(request.url), 308);
    return await sendErrorPage(options.db, request, reply, answerOf(error as Error, request));
  });
  registerAssets(app);
  for (const register of [registerHome, registerSearch, registerTag]) register(app, site);
  for (const register of [registerWorks, registerHistory, registerRevision, registerDiff]) register(app, site);
  for (const register of [registerCommunities, registerCommunity, registerContributor]) register(app, site);
  for (const register of [registerLegalPages, registerDocuments]) register(app, site);
};

import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { Malformed } from './problems.ts';

/** JSON, and the other name a client may call it by. Everything else is 415 by the framework. */
export function registerBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'buffer' },
    (request, body, done) => {
      // Decoded as they come, bytes of another encoding would be stored as replacement characters.
      if (isUtf8(body)) return parse(request, body.toString('utf8'), done);
      done(new Malformed('json_malformed', 'The body is not UTF-8.'), undefined);
    },
  );
}

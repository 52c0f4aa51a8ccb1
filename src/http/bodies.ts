import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parse } from 'secure-json-parse';
import { Unsupported } from '../lib/errors.ts';
import { Malformed } from './problems.ts';

/** One JSON object a line. */
export const ndjson = 'application/x-ndjson';

/** JSON, and the other name a client may call it by. Everything else is 415 by the framework. */
export function registerBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'buffer' },
    (request, body, done) => {
      const fault = charsetFault(request);
      if (fault !== undefined) return done(fault, undefined);
      if (body.length === 0) return isBodyOptional(request) ? done(null, null) : done(nothing(), undefined);
      if (!isUtf8(body)) return done(new Malformed('json_malformed', 'The body is not UTF-8.'), undefined);
      const { value, error } = parsed(body.toString('utf8'));
      done(error === undefined ? null : notJson(error), value);
    },
  );
}

/** Apart from who goes on with it: what they throw is no fault of the JSON. */
function parsed(text: string): { value?: unknown; error?: Error } {
  try {
    return { value: parse(text, { protoAction: 'error', constructorAction: 'error' }) };
  } catch (error) {
    return { error: error as Error };
  }
}

/** For whoever reads a body: decoded as what they are not, bytes would be stored as other letters. */
export function charsetFault({ headers }: FastifyRequest): Unsupported | undefined {
  const charset = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return undefined;
  return new Unsupported(
    'media_type_unsupported',
    `Bodies are taken in UTF-8, not in ${charset.slice(0, 40)}: convert it, and send charset=utf-8 or none.`,
  );
}

/** Does the route take no body, or null for one? Clients that always name the type mean by no bytes that they send nothing. */
function isBodyOptional(request: FastifyRequest): boolean {
  const validate: unknown = request.getValidationFunction('body');
  return typeof validate !== 'function' || validate(null) === true;
}

function nothing(): Malformed {
  return new Malformed('body_empty', 'The body is empty, and this call needs one.');
}

/** V8 says in words what is wrong, and at which place; the parser, that a name is a prototype's. */
function notJson({ message }: Error): Malformed {
  return new Malformed('json_malformed', `The body is not JSON as it is taken here: ${message}.`);
}

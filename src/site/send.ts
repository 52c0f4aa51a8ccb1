import type { FastifyReply } from 'fastify';
import type { Db } from '../db/database.ts';
import { getInstance, type Instance } from '../people/commons/instance.ts';
import { type Named, type Page, renderPage } from './layout.ts';

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'strict-origin-when-cross-origin',
};

export function sendPage(reply: FastifyReply, page: Page, instance: Named): FastifyReply {
  return sendHtml(reply, renderPage(page, instance));
}

/** @param page whole; as bytes, with an entity tag set already, it goes out as it is */
export function sendHtml(reply: FastifyReply, page: string | Buffer): FastifyReply {
  return reply.headers(headers).serializer(asItIs).send(page);
}

function asItIs(payload: unknown): string {
  return payload as string;
}

/** Answers the instance as it is now. @param version where it is known already: then the one read before may do */
export type ReadInstance = (version?: number) => Promise<Instance>;

export function createReadInstance(db: Db): ReadInstance {
  let known: Instance | undefined;
  return async (version) => {
    if (known === undefined || known.version !== version) known = await getInstance(db);
    return known;
  };
}

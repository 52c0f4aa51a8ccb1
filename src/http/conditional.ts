import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PreconditionRequired, Stale } from '../lib/errors.ts';
import { Malformed } from './problems.ts';

export type DiffUrl = (from: number, to: number) => string;

/** What an entity tag is made of; `form` tells representations of one version apart. */
export interface Versioned {
  version: number;
  touch: number;
}

/** `"3.1"`, or `"3.1;md"` for another representation of the same state (RFC 9110 §8.8.3). */
export function etagOf({ version, touch }: Versioned, form?: string): string {
  return `"${version}.${touch}${form === undefined ? '' : `;${form}`}"`;
}

/** The entity tag of what has no version of its own. */
export function etagOfBytes(payload: string | Uint8Array): string {
  // Hexadecimal: a hyphen at its end would be taken for the proxy's.
  return `"${hash('sha256', payload, 'hex').slice(0, 32)}"`;
}

/**
 * The states a request names in If-Match; what is none has the version -1. Proxies that compress make tags weak or append
 * `-gzip`: both are taken.
 * @throws PreconditionRequired without the header, and for `*`, which would let the last writer win
 */
export function requiredVersions(request: FastifyRequest): Versioned[] {
  const header = request.headers['if-match'];
  if (header === undefined || header.trim() === '*') {
    throw new PreconditionRequired(
      'if_match_required',
      'Send If-Match with the ETag of the version you changed, e.g. If-Match: "3.0"; a GET tells it.',
    );
  }
  return parseTags(header).map((tag) => {
    const [, version = -1, touch = -1] = /^(\d{1,9})(?:\.(\d{1,9}))?(?:[.;-].*)?$/.exec(tag) ?? [];
    return { version: Number(version), touch: Number(touch) };
  });
}

/** @param diff the URL that shows what changed between two versions @throws Stale with what the client needs to merge */
export function demandVersion(seen: readonly Versioned[], current: Versioned, diff?: DiffUrl): void {
  if (seen.some(({ version }) => version === current.version)) return;
  throw stale(seen, current, `The current version is ${current.version}; the change was made to another one.`, diff);
}

/** The same where what happened since to this very version counts, too. @param happened as a sentence */
export function demandState(seen: readonly Versioned[], current: Versioned, happened: string): void {
  if (seen.some(({ version, touch }) => version === current.version && touch === current.touch)) return;
  throw stale(seen, current, happened);
}

function stale(seen: readonly Versioned[], current: Versioned, detail: string, diff?: DiffUrl): Stale {
  const from = Math.max(...seen.map(({ version }) => version));
  return new Stale('version_stale', detail, {
    extra: {
      etag: etagOf(current),
      current_version: current.version,
      ...(diff !== undefined && from > 0 && from < current.version ? { diff: diff(from, current.version) } : {}),
    },
  });
}

/**
 * Sets ETag and Last-Modified; true when the client already has this state and 304 was sent.
 * If-None-Match outranks If-Modified-Since (RFC 9110 §13.2.2).
 */
export function isNotModified(
  request: FastifyRequest,
  reply: FastifyReply,
  etag: string,
  lastModified?: Date,
): boolean {
  reply.header('etag', etag);
  if (lastModified !== undefined) reply.header('last-modified', lastModified.toUTCString());
  const noneMatch = request.headers['if-none-match'];
  const since = request.headers['if-modified-since'];
  const same =
    noneMatch !== undefined
      ? noneMatch.trim() === '*' || parseTags(noneMatch).includes(etag.replace(/^W\//, '').slice(1, -1))
      : since !== undefined &&
        lastModified !== undefined &&
        Math.floor(lastModified.getTime() / 1000) * 1000 <= Date.parse(since);
  if (same) reply.code(304);
  return same;
}

/** The opaque parts of a list of entity tags, without `W/` and the suffix of a compressing proxy. */
function parseTags(header: string): string[] {
  const tags: string[] = [];
  // One after the other, since a tag may hold commas (RFC 9110 §8.8.3).
  const next = /\s*(?:W\/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*(?:,|$)/y;
  do {
    const tag = next.exec(header)?.[1];
    if (tag === undefined) {
      throw new Malformed(
        'etag_malformed',
        'If-Match and If-None-Match take entity tags in double quotes, e.g. "3.0".',
      );
    }
    tags.push(tag.replace(/[-;]+(gzip|br|zstd|deflate)$/, ''));
  } while (next.lastIndex < header.length);
  return tags;
}

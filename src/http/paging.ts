import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type TSchema, Type } from 'typebox';
import { invalid } from '../lib/errors.ts';
import { isUuid } from '../lib/ids.ts';
import { canonicalJson } from '../lib/text.ts';
import { setLinkHeader } from './links.ts';
import { Closed, Nullable } from './schemas.ts';

export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Items a page' })),
  // The longest title makes some 1,800 characters.
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 2500, description: 'From `next` of the page before' })),
};

/** The answer of a list. */
export function Page<T extends TSchema>(item: T) {
  return Closed({ items: Type.Array(item), next: Nullable(Type.String(), { description: 'URL of the next page' }) });
}

/** One page as every list answers it; the URL of the next one goes into `Link`, too (RFC 8288). */
export function answerPage<T>(
  request: FastifyRequest,
  reply: FastifyReply,
  base: string,
  page: { items: T[]; next: string | undefined; touchedAt?: Date | undefined },
): { items: T[]; next: string | null } {
  const next = page.next === undefined ? null : nextUrl(base, request.url, page.next);
  if (next !== null) setLinkHeader(reply, [`<${next}>; rel="next"`]);
  if (page.touchedAt !== undefined) reply.header('last-modified', page.touchedAt.toUTCString());
  return { items: page.items, next };
}

/** The rows of a page out of one row more than it holds, and the cursor when there is more. */
export function cutPage<T>(
  rows: readonly T[],
  limit: number,
  list: unknown,
  positionOf: (row: T) => Position,
): { items: T[]; next: string | undefined } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor(positionOf(last), list) : undefined };
}

/** Where the next page begins: after this row of this list. */
export interface Position {
  value: string | number;
  id: string;
}

/** An opaque cursor that belongs to one list: the same filters and sort, whatever the order they were named in. */
export function encodeCursor(position: Position, list: unknown): string {
  return Buffer.from(JSON.stringify([position.value, position.id, hashOf(list)])).toString('base64url');
}

/** What the list is sorted by: anybody can make up a cursor, and what reaches SQL must be of this form. */
const forms = {
  text: (value: unknown) => typeof value === 'string' && !value.includes('\u0000') && value.isWellFormed(),
  time: (value: unknown) =>
    typeof value === 'string' &&
    !Number.isNaN(Date.parse(value)) &&
    new Date(value).toISOString() === value &&
    /^(?!0000)\d{4}-/.test(value),
  whole: (value: unknown) => Number.isSafeInteger(value) && Math.abs(value as number) < 2 ** 31,
} as const;

/** @param form of the values the list is sorted by @throws Invalid when the cursor is not one of this list */
export function decodeCursor(
  cursor: string | undefined,
  list: unknown,
  form: keyof typeof forms = 'text',
): Position | undefined {
  if (cursor === undefined) return undefined;
  const [value, id, hash] = partsOf(cursor);
  const isCursor = typeof id === 'string' && isUuid(id) && typeof hash === 'string';
  if (isCursor && hash !== hashOf(list)) {
    throw invalid(
      '?cursor',
      'belongs to a list with other filters or another sort; begin again without it',
      'cursor_foreign',
    );
  }
  if (!isCursor || !forms[form](value)) throw invalid('?cursor', 'is not a cursor of this API', 'cursor_invalid');
  return { value: value as string | number, id };
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) && parts.length === 3 ? parts : [];
  } catch {
    return [];
  }
}

/** The URL of the next page: this request's own, with the cursor set. */
export function nextUrl(base: string, requestUrl: string, cursor: string): string {
  const url = new URL(requestUrl, `${base}/`);
  url.searchParams.set('cursor', cursor);
  return `${base}${url.pathname}${url.search}`;
}

function hashOf(list: unknown): string {
  return hash('sha256', canonicalJson(list), 'base64url').slice(0, 12);
}

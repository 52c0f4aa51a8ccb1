import { createHash } from 'node:crypto';
import { Type } from 'typebox';
import { invalid } from '../lib/errors.ts';
import { canonicalJson } from '../lib/text.ts';

export const PageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Items a page' })),
  cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 1000, description: 'From `next` of the page before' })),
};

/** Where the next page begins: after this row of this list. */
export interface Position {
  value: string | number;
  id: string;
}

/** An opaque cursor that belongs to one list: the same filters and sort, whatever the order they were named in. */
export function encodeCursor(position: Position, list: unknown): string {
  return Buffer.from(JSON.stringify([position.value, position.id, hashOf(list)])).toString('base64url');
}

/** @throws Invalid when the cursor is not one of this list */
export function decodeCursor(cursor: string | undefined, list: unknown): Position | undefined {
  if (cursor === undefined) return undefined;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    parts = undefined;
  }
  const [value, id, hash] = Array.isArray(parts) && parts.length === 3 ? parts : [];
  if ((typeof value !== 'string' && typeof value !== 'number') || typeof id !== 'string') {
    throw invalid('?cursor', 'is not a cursor of this API', 'cursor_invalid');
  }
  if (hash !== hashOf(list)) {
    throw invalid('?cursor', 'belongs to a list with other filters or another sort; begin again without it', 'cursor_foreign');
  }
  return { value, id };
}

/** The URL of the next page: this request's own, with the cursor set. */
export function nextUrl(base: string, requestUrl: string, cursor: string): string {
  const url = new URL(requestUrl, `${base}/`);
  url.searchParams.set('cursor', cursor);
  return `${base}${url.pathname}${url.search}`;
}

function hashOf(list: unknown): string {
  return createHash('sha256').update(canonicalJson(list)).digest('base64url').slice(0, 12);
}

import { createHash } from 'node:crypto';
import { invalid } from '../../lib/errors.ts';
import { canonicalJson } from '../../lib/text.ts';
import type { OriginInput } from '../schema.ts';

/** Where an imported work came from: unique by source and path. */
export interface OriginKey {
  source: string;
  path: string;
  url: string | null;
  /** Of what was sent; null: not remembered. */
  hash: Buffer | null;
}

/** An entry of an index on the database's pages takes 2704 bytes. */
const mostKeyBytes = 2600;

/**
 * The key that an origin means: `{source, path}` as given, or a URL cut at the end of its host.
 * @param pointer to where it was given, for the refusal
 * @throws Invalid where neither is whole, or too long to be a key
 */
export function originKey(input: OriginInput, hash: Buffer | null = null, pointer = '/origin'): OriginKey {
  const key = { ...placeOf(input, pointer), url: input.url ?? null, hash };
  const bytes = Buffer.byteLength(key.source) + Buffer.byteLength(key.path);
  if (bytes > mostKeyBytes)
    throw invalid(pointer, `takes ${bytes} bytes, and at most ${mostKeyBytes} make a key`, 'origin_too_long');
  return key;
}

function placeOf({ source, path, url }: OriginInput, pointer: string): { source: string; path: string } {
  if (source !== undefined && path !== undefined) return { source, path };
  if (source !== undefined || path !== undefined || url === undefined)
    throw invalid(pointer, 'needs source and path, or a url', 'origin_incomplete');
  const parsed = URL.parse(url);
  if (parsed === null) throw invalid(pointer, 'is no URL', 'origin_incomplete');
  if (parsed.username !== '' || parsed.password !== '')
    throw invalid(pointer, 'must not hold a user name or password: origins are public', 'origin_secret');
  return { source: parsed.origin, path: parsed.href.slice(parsed.origin.length) };
}

/** What was sent for a work, as a short value: equal input gives an equal hash. */
export function hashInput(input: object): Buffer {
  return createHash('sha256').update(canonicalJson(input)).digest();
}

import { invalid } from './errors.ts';

const maxDepth = 64;

/**
 * Walks a JSON value and answers the same value with every string in NFC (Unicode normalisation form C).
 * NUL and lone surrogates cannot be stored as text: they are refused by pointer.
 */
export function cleanStrings<T>(value: T, pointer = '', depth = 0): T {
  if (typeof value === 'string') return cleanString(value, pointer) as T;
  if (value === null || typeof value !== 'object') return value;
  if (depth > maxDepth) throw invalid('', `must not nest more than ${maxDepth} levels deep`, 'body_too_deep');
  if (Array.isArray(value))
    return value.map((item, index) => cleanStrings(item, `${pointer}/${index}`, depth + 1)) as T;
  const entries = Object.entries(value).map(([key, item]) => {
    const step = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return [cleanString(key, step), cleanStrings(item, step, depth + 1)];
  });
  return Object.fromEntries(entries) as T;
}

/** The same for a parsed query string, whose faults are named `?name`. */
export function cleanQuery<T extends object>(query: T): T {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [cleanString(name, '?'), cleanValues(value, `?${name}`)]),
  ) as T;
}

function cleanValues(value: unknown, pointer: string): unknown {
  if (Array.isArray(value)) return value.map((item) => cleanValues(item, pointer));
  return typeof value === 'string' ? cleanString(value, pointer) : value;
}

function cleanString(text: string, pointer: string): string {
  if (text.includes('\u0000')) throw invalid(pointer, 'must not contain the character NUL', 'text_unstorable');
  if (!text.isWellFormed()) throw invalid(pointer, 'must not contain a lone surrogate', 'text_unstorable');
  return composed(text);
}

/** Below these nothing is composed with anything. */
const mayCompose = /[\u0300-\uffff]/;
/** Thirty marks in a row that another follows; U+034F parts them already. */
const crowd = /((?:(?!\u034f)\p{M}){30})(?=(?!\u034f)\p{M})/gu;

/**
 * The text in NFC. Marks in a row are put in order, which takes time that grows with the square of their number: where
 * there are more than thirty, U+034F parts them. Source: UAX #15, Stream-Safe Text Format.
 */
export function composed(text: string): string {
  return mayCompose.test(text) ? text.replace(crowd, '$1\u034f').normalize('NFC') : text;
}

/** Printable ASCII with single blanks: what most texts are, and nothing to be mended in. */
const isPlain = /^[!-~]+(?: [!-~]+)*$/;

/** Text of contributors in one line: no control characters, and none that turn the direction of what follows. */
export function oneLine(text: string): string {
  if (isPlain.test(text)) return text;
  const visible = text.toWellFormed().replace(/[\u202A-\u202E\u2066-\u2069]/g, '');
  return visible.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

/** JSON with sorted keys: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

import { plainText } from './headings.ts';

/** A value of front matter, read so that every scalar is the text that was written: `2024`, `yes` and `1.0` stay as they are. */
export type Written = string | Written[] | { [key: string]: Written };

export type WrittenMap = { [key: string]: Written };

export function isMap(value: unknown): value is WrittenMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * One line of text out of whatever was written: the text itself, or the first text of a list.
 * Undefined for a dictionary, for nothing, and for a template that would be filled in elsewhere (`{{ page.title }}`).
 */
export function textOf(value: Written | undefined): string | undefined {
  if (Array.isArray(value)) return value.map(textOf).find((text) => text !== undefined);
  if (typeof value !== 'string') return undefined;
  const text = value.slice(0, mostLength).replace(reference, plainText).replace(/\s+/g, ' ').trim();
  return text === '' || text === '~' || text === 'null' || /\{\{|\{%/.test(text) ? undefined : text;
}

/** More than any field takes. */
const mostLength = 5_000;

/** A character as HTML writes it, which sites that print front matter as it is rely on: `&oacute;`. */
const reference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/gi;

/** The first of these fields that holds text. */
export function textOfFirst(fields: WrittenMap, names: readonly string[]): string | undefined {
  return names.map((name) => textOf(fields[name])).find((text) => text !== undefined);
}

/** A list, whatever was written: nothing is the empty list, one thing a list of one. */
export function listOf(value: Written | undefined): Written[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** Cuts at the last word that fits. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = text.slice(0, most - 1);
  const atWord = head.replace(/\s+\S*$/, '');
  return `${(atWord.length > most / 2 ? atWord : head.replace(/[\uD800-\uDBFF]$/, '')).trimEnd()}…`;
}

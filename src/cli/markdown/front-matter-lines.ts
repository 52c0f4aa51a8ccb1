import type { WrittenMap } from './values.ts';

/** A field with its value on one line, as YAML (`:`) and TOML (`=`) have it. */
const simpleLine = /^([A-Za-z][\w-]*)[ \t]*[:=][ \t]*(\S.*)$/;
const key = String.raw`(?:"[^"\n]+"|'[^'\n]+'|[\p{L}_][\p{L}\p{N}_.-]*)[ \t]*`;
const fieldStart: Readonly<Record<string, RegExp>> = {
  '---': new RegExp(`^${key}:(?:\\s|$)`, 'u'),
  '+++': new RegExp(`^(?:${key}=|\\[)`, 'u'),
};
const license = /licen|copyright|\brights\b|\bspdx\b/i;

/** Does what follows an opening fence begin like front matter: with a field, perhaps below a comment? */
export function beginsWithField(text: string, fence: string): boolean {
  const first = text
    .trimStart()
    .split('\n', 50)
    .find((line) => !line.startsWith('#'));
  return first !== undefined && fieldStart[fence]!.test(first);
}

export function hasField(text: string): boolean {
  return text.split('\n').some((line) => simpleLine.test(line));
}

/** The fields that stand on one line each. What goes on over other lines, or is a list or dictionary, is left out. */
export function readLines(text: string): WrittenMap {
  const fields = text.split('\n').map(fieldOf);
  return Object.fromEntries(fields.filter((field) => field !== undefined));
}

function fieldOf(line: string): [name: string, value: string] | undefined {
  const [, name, rest] = simpleLine.exec(line) ?? [];
  if (name === undefined || rest === undefined || /^[[{|>]/.test(rest)) return undefined;
  return [name, unquoted(rest.trim())];
}

/** Without a comment after it. */
function unquoted(value: string): string {
  return /^(["'])(.*?)\1[ \t]*(?:#.*)?$/.exec(value)?.[2] ?? value.replace(/(?<![ \t])[ \t]+#.*$/, '');
}

/**
 * The first line that is prose: one that stands below an empty line, and begins neither a field, a list, a comment nor
 * the end of one. Then the front matter ended further up, and what seems to close it is a rule in the text.
 */
export function findProse(lines: readonly string[]): number | undefined {
  const at = lines.findIndex(
    (line, index) =>
      index > 0 && lines[index - 1]!.trim() === '' && /^[^\s#\-\]}[{"'?%&*!|>]/.test(line) && !isField(line),
  );
  return at < 0 ? undefined : at;
}

function isField(line: string): boolean {
  return Object.values(fieldStart).some((start) => start.test(line));
}

/** The first line that speaks of a licence and is not wholly understood by itself. */
export function findUnreadLicense(lines: readonly string[]): number | undefined {
  const at = lines.findIndex((line, index) => license.test(line) && !isClear(line, lines[index + 1] ?? ''));
  return at < 0 ? undefined : at;
}

function isClear(line: string, next: string): boolean {
  const field = fieldOf(line);
  return field !== undefined && !/^["'&*!%@`]/.test(field[1]) && !/^(?:[ \t]+\S|-[ \t])/.test(next);
}

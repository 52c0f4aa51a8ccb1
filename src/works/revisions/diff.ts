import { canonicalJson } from '../../lib/text.ts';
import type { DiffPart, TextPair } from '../../rendering/rendered.ts';
import { type Content, kindFields } from '../content.ts';
import type { Kind } from '../kind.ts';

export interface TextDiff {
  pointer: string;
  parts: DiffPart[];
}

export interface FieldDiff {
  pointer: string;
  from: unknown;
  to: unknown;
}

export interface WorkDiff {
  texts: TextDiff[];
  fields: FieldDiff[];
}

const plainTexts = ['title', 'summary'] as const;

/** What differs between two contents: texts as `diff` says, other fields before and after. */
export async function diffContents(
  kind: Kind,
  from: Content,
  to: Content,
  diff: (pairs: readonly TextPair[]) => Promise<DiffPart[][]>,
): Promise<WorkDiff> {
  const before = new Map(kind.texts(from).map(({ pointer, markdown }) => [pointer, markdown]));
  const after = new Map(kind.texts(to).map(({ pointer, markdown }) => [pointer, markdown]));
  const pairs = [
    ...plainTexts.map((name) => [`/${name}`, from[name], to[name]] as const),
    ...[...new Set([...before.keys(), ...after.keys()])].map(
      (pointer) => [pointer, before.get(pointer) ?? '', after.get(pointer) ?? ''] as const,
    ),
  ].filter(([, a, b]) => a !== b);
  const parts = await diff(pairs.map(([, from, to]) => ({ from, to })));
  const texts = pairs.map(([pointer], index) => ({ pointer, parts: parts[index]! }));
  const isText = (pointer: string) => before.has(pointer) || after.has(pointer);
  return { texts, fields: diffValues('', comparable(from), comparable(to)).filter(({ pointer }) => !isText(pointer)) };
}

function comparable(content: Content): Record<string, unknown> {
  return { language: content.language, tags: content.tags, relations: content.relations, ...kindFields(content) };
}

/** Goes down into objects and, where they are of one length, lists; what else differs is one change. */
function diffValues(pointer: string, from: unknown, to: unknown): FieldDiff[] {
  if (canonicalJson(from ?? null) === canonicalJson(to ?? null)) return [];
  const [before, after] = [entriesOf(from), entriesOf(to)];
  const isSameShape =
    Array.isArray(from) === Array.isArray(to) && (!Array.isArray(from) || before?.length === after?.length);
  if (before === undefined || after === undefined || !isSameShape)
    return [{ pointer, from: from ?? null, to: to ?? null }];
  const values = { from: new Map(before), to: new Map(after) };
  const keys = [...new Set([...values.from.keys(), ...values.to.keys()])];
  return keys.flatMap((key) =>
    diffValues(
      `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      values.from.get(key),
      values.to.get(key),
    ),
  );
}

function entriesOf(value: unknown): [string, unknown][] | undefined {
  return value !== null && typeof value === 'object' ? Object.entries(value) : undefined;
}

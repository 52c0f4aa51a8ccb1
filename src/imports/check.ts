import { isUtf8 } from 'node:buffer';
import { type Fault, Invalid, invalid } from '../lib/errors.ts';
import { cleanStrings } from '../lib/text.ts';
import type { Kind } from '../works/kind.ts';
import type { WorkInput } from '../works/writing/input.ts';
import { hashInput, type OriginKey, originKey } from '../works/writing/origin-key.ts';
import type { RawLine } from './lines.ts';
import type { ImportLine, ImportRelation } from './schema.ts';

/** A line that can be prepared: what the schema and the origin say is in order. */
export interface CheckedLine {
  number: number;
  kind: Kind;
  input: WorkInput;
  /** As given; those with a `path` stand in `input` under a target that no work can have. */
  relations: readonly ImportRelation[];
  origin: OriginKey;
  message: string | undefined;
  publishedAt: Date | undefined;
}

export interface LineRules {
  kinds: readonly Kind[];
  /** What is wrong with a line for a work of this kind; also fills in defaults. */
  faultsOf(kind: Kind, line: unknown): Fault[];
  now: Date;
}

/** @throws Problem that says what is wrong with the line */
export function checkLine({ number, bytes }: RawLine, rules: LineRules): CheckedLine {
  const json = cleanStrings(parseLine(bytes));
  const kind = kindOf(json, rules.kinds);
  const faults = rules.faultsOf(kind, json);
  if (faults.length > 0) throw new Invalid('line_invalid', describe(faults[0]!), { faults });
  const { kind: _kind, origin, message, published_at, relations = [], ...fields } = json as ImportLine;
  return {
    ...{ number, kind, relations, message },
    input: { ...fields, relations: relations.map(targeted) } as WorkInput,
    origin: originKey(origin, hashInput(json as object)),
    publishedAt: dateOf(published_at, rules.now),
  };
}

/** The target that stands for a path until it is looked up. No id or slug has a slash. */
export function placeholder(path: string): string {
  return `/${path}`;
}

function parseLine(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new Invalid('line_malformed', 'The line is not UTF-8.');
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Invalid('line_malformed', 'The line is not valid JSON.');
  }
}

function kindOf(json: unknown, kinds: readonly Kind[]): Kind {
  if (json === null || typeof json !== 'object' || Array.isArray(json))
    throw new Invalid('line_malformed', 'The line is not a JSON object.');
  const name = 'kind' in json ? json.kind : 'article';
  const kind = kinds.find((candidate) => candidate.name === name);
  if (kind === undefined)
    throw invalid('/kind', `must be one of ${kinds.map((candidate) => candidate.name).join(', ')}`, 'kind_unknown');
  return kind;
}

function targeted({ path, ...relation }: ImportRelation): Omit<ImportRelation, 'path'> {
  return path === undefined ? relation : { ...relation, target: placeholder(path) };
}

function dateOf(text: string | undefined, now: Date): Date | undefined {
  if (text === undefined) return undefined;
  const date = new Date(text);
  if (date > now) throw invalid('/published_at', 'must not be in the future', 'published_in_future');
  return date;
}

function describe({ pointer, detail }: Fault): string {
  return `${pointer || 'The line'} ${detail}.`;
}

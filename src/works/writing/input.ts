import { invalid } from '../../lib/errors.ts';
import { demandLanguage } from '../../lib/languages.ts';
import { oneLine } from '../../lib/text.ts';
import { type Content, tidyTag } from '../content.ts';
import type { Kind } from '../kind.ts';
import { type CreditInput, inputFields, type RelationInput } from '../schema.ts';

/** What a client sends for a work, after its schema was checked; the fields of the kind beside the spine's. */
export interface WorkInput {
  title: string;
  summary?: string;
  body?: string;
  language?: string;
  license?: string;
  community?: string;
  tags?: string[];
  credits?: CreditInput[];
  relations?: RelationInput[];
  [field: string]: unknown;
}

/** The input in its one form: texts and tags tidied, without what is read-only. What was not given stays undefined. */
export interface TidyInput {
  title: string;
  summary: string;
  body: string;
  language: string | undefined;
  license: string | undefined;
  community: string | undefined;
  tags: string[];
  credits: CreditInput[] | undefined;
  relations: RelationInput[];
  fields: Record<string, unknown>;
}

/** @throws Invalid naming the field */
export function tidyInput(kind: Kind, input: WorkInput): TidyInput {
  return {
    title: titleOf(input.title),
    summary: oneLine(input.summary ?? ''),
    body: input.body ?? '',
    language: input.language === undefined ? undefined : demandLanguage(input.language, '/language'),
    license: input.license,
    community: input.community,
    tags: tidyTags(input.tags ?? []),
    credits: input.credits,
    relations: (input.relations ?? []).map(checkRelation),
    fields: fieldsOf(kind, input),
  };
}

/** The content as far as the kind needs it, before people, community and relations are looked up. */
export function contentOf(input: TidyInput): Content {
  const { title, summary, body, tags, fields } = input;
  return {
    title,
    summary,
    body,
    language: input.language ?? 'und',
    community: '',
    tags,
    credits: [],
    relations: [],
    ...fields,
  };
}

function fieldsOf(kind: Kind, input: WorkInput): Record<string, unknown> {
  const given = Object.keys(kind.schema.properties).filter((name) => !(name in inputFields) && input[name] != null);
  const properties = kind.schema.properties as Record<string, Shape>;
  return Object.fromEntries(given.map((name) => [name, withoutReadOnly(properties[name]!, input[name])]));
}

interface Shape {
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  readOnly?: boolean;
}

/** Takes away what a schema marks `readOnly`, at any depth: a client may send back what it was shown. */
function withoutReadOnly(schema: Shape, value: unknown): unknown {
  // Of alternatives, the one that is an object: the other is null.
  const { properties, items } = schema.anyOf?.find((option) => option.properties !== undefined) ?? schema;
  if (Array.isArray(value) && items !== undefined) return value.map((item) => withoutReadOnly(items, item));
  if (properties === undefined || value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).filter(([name]) => !properties[name]?.readOnly);
  return Object.fromEntries(kept.map(([name, item]) => [name, withoutReadOnly(properties[name] ?? {}, item)]));
}

/** A title that nobody sees could not be followed, and would be a work without a name in every list. */
function titleOf(text: string): string {
  const title = oneLine(text);
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(title))
    throw invalid('/title', 'must hold a visible character', 'title_invisible');
  return title;
}

function tidyTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map(tidyTag).filter((tag) => tag !== ''))];
}

function checkRelation(relation: RelationInput, index: number): RelationInput {
  if ((relation.target === undefined) === (relation.url === undefined)) {
    throw invalid(
      `/relations/${index}`,
      'needs either target (a work here) or url (something elsewhere)',
      'relation_target',
    );
  }
  return relation;
}

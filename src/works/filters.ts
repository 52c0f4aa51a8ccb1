import { type Expression, type ExpressionBuilder, expressionBuilder, type SqlBool, sql } from 'kysely';
import { type Static, Type } from 'typebox';
import type { Tables } from '../db/tables.ts';
import { Repeated, StringEnum, Timestamp } from '../http/schemas.ts';
import type { Actor } from '../lib/actor.ts';
import { invalid } from '../lib/errors.ts';
import { demandLanguage } from '../lib/languages.ts';
import { demandKnown } from '../licenses/licenses.ts';
import { tidyTag } from './content.ts';
import { creditedKey } from './credited.ts';
import { difficulties, maturities, settings } from './facets.ts';

const word = Type.String({ minLength: 1, maxLength: 500 });

/** The names of the kinds there are, which `registerWorkSchemas` knows. */
export const kindNames = 'KindName';

/**
 * The filters of every list, search, feed and embed. A repeated name means or, different names mean and. What nothing
 * can ever have is refused: an empty list would say that there is nothing, and hide the mistake.
 */
export const WorkFilters = {
  kind: Repeated(Type.Unsafe<string>({ $ref: `${kindNames}#` })),
  community: Repeated(word, { description: 'Slug' }),
  tag: Repeated(word),
  license: Repeated(word, { description: 'SPDX id, in capitals or not', examples: [['CC-BY-4.0']] }),
  language: Repeated(word, {
    description: 'BCP 47 tag, in capitals or not; en does not find en-GB',
    examples: [['en']],
  }),
  contributor: Repeated(word, { description: 'Handle; finds only credits by name' }),
  setting: Repeated(StringEnum(settings)),
  maturity: Repeated(StringEnum(maturities)),
  difficulty: Repeated(StringEnum(difficulties)),
  audience: Repeated(word),
  participants: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'People taking part' })),
  minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Time there is' })),
  updated_since: Type.Optional(Timestamp),
  origin_source: Repeated(word, { description: 'Where imported works came from' }),
};
const filtersObject = Type.Object(WorkFilters);
export type WorkFilters = Static<typeof filtersObject>;

/**
 * Only the filters of a query that may hold more; undefined ones left out, and values spelled as they are stored, so that
 * equal filters are equal.
 * @throws Invalid naming the parameter
 */
export function filtersOf(query: WorkFilters & Record<string, unknown>): WorkFilters {
  const names = Object.keys(WorkFilters).filter((name) => query[name] !== undefined);
  const filters = Object.fromEntries(names.map((name) => [name, query[name]])) as WorkFilters;
  const { license, language, updated_since } = filters;
  return {
    ...filters,
    ...(updated_since && { updated_since: timeIn(updated_since) }),
    ...(license && { license: license.map((id) => demandKnown(id, '?license').id) }),
    ...(language && { language: language.map((tag) => demandLanguage(tag, '?language')) }),
  };
}

/** Do these filters let everything through? */
export function isUnfiltered(filters: WorkFilters): boolean {
  return Object.values(filters).every((value) => value === undefined);
}

/** The first moment that the database knows; what is before it is as long ago. */
const firstTime = Date.parse('0001-01-01T00:00:00Z');

/** As the database takes it: what JSON Schema calls a date-time it need not. */
function timeIn(text: string): string {
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw invalid('?updated_since', 'must be a time such as 2026-03-01T12:00:00Z', 'query_invalid');
  return new Date(Math.max(time, firstTime)).toISOString();
}

type Works = ExpressionBuilder<Tables, 'works'>;
/** For conditions in a query that is written as SQL. */
export const works: Works = expressionBuilder<Tables, 'works'>();

/** What anyone may see; the condition of the partial indexes. */
export function isPublic(eb: Works): Expression<SqlBool> {
  return sql<SqlBool>`${eb.ref('works.status')} = 'published' and not ${eb.ref('works.redacted')}`;
}

/** What this reader may know of: everything but the drafts of others. The same as `canSee`, where many are asked for. */
export function isVisibleTo(actor: Actor | null): (eb: Works) => Expression<SqlBool> {
  return (eb) => {
    const wasPublished = eb('works.status', '<>', 'draft');
    if (actor === null) return wasPublished;
    const authored = eb
      .selectFrom('credits')
      .select('credits.work_id')
      .where('credits.contributor_id', '=', actor.id)
      .where('credits.role', '=', 'author');
    return eb.or([wasPublished, eb('works.created_by', '=', actor.id), eb('works.id', 'in', authored)]);
  };
}

/** The condition on `works` that these filters mean; visibility is not part of it. */
export function matchesFilters(filters: WorkFilters): (eb: Works) => Expression<SqlBool> {
  return (eb) => {
    const conditions: Expression<SqlBool>[] = [];
    const oneOf = (
      column:
        | 'works.kind'
        | 'works.license'
        | 'works.language'
        | 'works.maturity'
        | 'works.difficulty'
        | 'works.origin_source',
      values: string[] | undefined,
    ) => {
      if (values !== undefined) conditions.push(eb(column, 'in', values));
    };
    const anyOf = (column: 'works.tags' | 'works.setting' | 'works.audience', values: string[] | undefined) => {
      if (values !== undefined) conditions.push(sql<SqlBool>`${eb.ref(column)} && ${values}::text[]`);
    };
    const within = (column: 'works.participants' | 'works.minutes', value: number | undefined) => {
      if (value !== undefined) conditions.push(sql<SqlBool>`${eb.ref(column)} @> ${value}::int`);
    };
    oneOf('works.kind', filters.kind);
    oneOf('works.license', filters.license);
    oneOf('works.language', filters.language);
    oneOf('works.maturity', filters.maturity);
    oneOf('works.difficulty', filters.difficulty);
    oneOf('works.origin_source', filters.origin_source);
    // As tags are stored.
    anyOf('works.tags', filters.tag?.map(tidyTag));
    anyOf('works.setting', filters.setting);
    anyOf('works.audience', filters.audience);
    within('works.participants', filters.participants);
    within('works.minutes', filters.minutes);
    // Looked up once, not for each work.
    if (filters.community !== undefined) {
      const ids = eb.selectFrom('communities').select('id').where('slug', 'in', filters.community);
      conditions.push(sql<SqlBool>`${eb.ref('works.community_id')} = any(array(${ids}))`);
    }
    if (filters.contributor !== undefined) {
      const keys = eb
        .selectFrom('contributors')
        .select(creditedKey.as('key'))
        .where('handle', 'in', filters.contributor);
      conditions.push(sql<SqlBool>`${eb.ref('works.credited')} && array(${keys})`);
    }
    if (filters.updated_since !== undefined)
      conditions.push(eb('works.updated_at', '>=', new Date(filters.updated_since)));
    return eb.and(conditions);
  };
}

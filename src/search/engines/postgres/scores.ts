import { type RawBuilder, sql } from 'kysely';
import { eitherQuery, meaningQuery } from './queries.ts';
import type { Term } from './terms.ts';

/** Weights of D, C, B and A: text, summary, tags and headings, title. */
export const placeWeights = sql`'{0.1,0.25,0.5,1}'::real[]`;

/**
 * 0 to 1: what the words met in a vector tell, of what all words tell; a word met only by a likeness counts as much as
 * the likeness is worth.
 */
export function coverageOf(terms: readonly Term[], vector: RawBuilder<unknown>): RawBuilder<number> {
  return sumOf(terms, (term) => sql`${shareOf(term, terms)} * ${worthOf(term, vector)}`);
}

/** 0 to about 1.6: how prominently the words are met, in the title or often. */
export function prominenceOf(terms: readonly Term[], vector: RawBuilder<unknown>): RawBuilder<number> {
  return sumOf(terms, (term) => {
    const rank = (query: string, worth: number) =>
      sql`${real(worth)} * ts_rank(${placeWeights}, ${vector}, ${query}::tsquery)`;
    const ranks = term.meanings
      .filter(({ isSynonym }) => !isSynonym)
      .map((meaning) => rank(meaningQuery(meaning), meaning.worth));
    // One look for all of them: they are many, and of several words each.
    const synonyms = term.meanings.filter(({ isSynonym }) => isSynonym);
    if (synonyms.length > 0) ranks.push(rank(eitherQuery(synonyms), synonyms[0]!.worth));
    return sql`${shareOf(term, terms)} * greatest(${sql.join(ranks)})`;
  });
}

function sumOf(terms: readonly Term[], part: (term: Term) => RawBuilder<unknown>): RawBuilder<number> {
  return terms.length === 0 ? sql<number>`0::real` : sql<number>`(${sql.join(terms.map(part), sql` + `)})`;
}

function shareOf(term: Term, terms: readonly Term[]): RawBuilder<number> {
  return real(term.weight / terms.reduce((sum, { weight }) => sum + weight, 0));
}

/** What the best way is worth in which the term is met; 0 where it is not. */
function worthOf(term: Term, vector: RawBuilder<unknown>): RawBuilder<number> {
  const worths = [...new Set(term.meanings.map(({ worth }) => worth))].sort((a, b) => b - a);
  const cases = worths.map((worth) => {
    const query = eitherQuery(term.meanings.filter((meaning) => meaning.worth === worth));
    return sql`when ${vector} @@ ${query}::tsquery then ${real(worth)}`;
  });
  return sql<number>`(case ${sql.join(cases, sql` `)} else 0 end)`;
}

function real(value: number): RawBuilder<number> {
  return sql<number>`${sql.lit(Number(value.toFixed(4)))}::real`;
}

import { sql } from 'kysely';
import type { Db } from '../../../db/database.ts';
import { editDistance, forgivenEdits, swapsOf } from '../../edits.ts';
import { afterAll } from './vocabulary.ts';

/** A word that is probably meant by another one. */
export interface Correction {
  word: string;
  documents: number;
  /** In edits. */
  distance: number;
}

const mostCorrections = 4;
/** How much more frequent than the word typed a correction must be: the works hold typing errors, too. */
const timesMoreFrequent = 10;
/** Letters in which two forms of a word may differ at the end. */
const longestEnding = 3;
const shortestStem = 4;
const mostForms = 6;

/**
 * For each word those within the edits forgiven that are nearest, of these the most frequent.
 * @param typed in how many works each is
 */
export async function findCorrections(db: Db, typed: ReadonlyMap<string, number>): Promise<Map<string, Correction[]>> {
  if (typed.size === 0) return new Map();
  const words = [...typed.keys()];
  const swaps = words.flatMap((word) => swapsOf(word).map((swap) => ({ word, swap })));
  const { rows } = await sql<{ typed: string; word: string; documents: number }>`
    select t.typed, n.word, n.documents from unnest(${words}::text[]) as t (typed), search_words_near(t.typed) as n
    union
    select s.typed, w.word, w.documents
    from unnest(${swaps.map(({ word }) => word)}::text[], ${swaps.map(({ swap }) => swap)}::text[]) as s (typed, swap)
    join search_words w on w.word = s.swap`.execute(db);
  return new Map(
    words.map((word) => {
      const least = typed.get(word)! * timesMoreFrequent;
      const near = rows
        .filter((row) => row.typed === word && row.word !== word && row.documents >= least)
        .map((row) => ({
          word: row.word,
          documents: row.documents,
          distance: editDistance(word, row.word, forgivenEdits(word)),
        }))
        .filter(({ distance }) => Number.isFinite(distance));
      const nearest = Math.min(...near.map(({ distance }) => distance));
      const best = near.filter(({ distance }) => distance === nearest).sort((a, b) => b.documents - a.documents);
      return [word, best.slice(0, mostCorrections)];
    }),
  );
}

/**
 * Other forms of these words: of those that begin alike and differ in a short ending, the most frequent. No language's
 * grammar is needed for that, and none is served in full.
 */
export async function findForms(db: Db, words: readonly string[]): Promise<Map<string, string[]>> {
  const stems = [...new Set(words.filter((word) => /^[\p{L}\p{M}]{4,}$/u.test(word)))].map((word) => ({
    word,
    stem: word.slice(0, Math.max(shortestStem, word.length - longestEnding)),
  }));
  if (stems.length === 0) return new Map();
  const { rows } = await sql<{ typed: string; word: string }>`
    select t.word as typed, w.word
    from unnest(${stems.map(({ word }) => word)}::text[], ${stems.map(({ stem }) => stem)}::text[]) as t (word, stem)
    cross join lateral (
      select w.word from search_words w
      where w.word >= t.stem and w.word < t.stem || ${afterAll} and w.word <> t.word and w.correctable
        and abs(char_length(w.word) - char_length(t.word)) <= ${longestEnding}
      order by w.documents desc limit 50
    ) w`.execute(db);
  return new Map(
    stems.map(({ word }) => {
      const forms = rows.filter((row) => row.typed === word && areForms(word, row.word)).map((row) => row.word);
      return [word, forms.slice(0, mostForms)];
    }),
  );
}

/** Alike up to an ending, which is shorter than what they share. */
function areForms(a: string, b: string): boolean {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return Math.max(a.length, b.length) - shared <= Math.min(longestEnding, shared - 1);
}

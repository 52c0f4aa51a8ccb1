import { sql } from 'kysely';
import type { Db } from '../../../db/database.ts';
import { forgivenEdits } from '../../edits.ts';
import { findSynonyms, type Said } from '../../synonyms.ts';
import { cutWords, type Word, withoutTails } from '../../words.ts';
import { type Correction, findCorrections, findForms } from './likeness.ts';
import { knownSynonyms, type Synonym } from './synonyms.ts';
import { textOf } from './vector.ts';
import { afterAll } from './vocabulary.ts';

/** A way to meet a term: the word itself, one that begins so, one that was probably meant, another form of it, what else is said for it. */
export interface Meaning {
  /** One, or several that follow one another. */
  words: readonly string[];
  isPrefix: boolean;
  /** Another form of a word that is there itself: met only where few works have all the words. */
  isLoose: boolean;
  isSynonym: boolean;
  /** What meeting the term this way is worth; the word itself: 1. */
  worth: number;
}

/** One word of a query. */
export interface Term {
  text: string;
  position: number;
  /** None: nothing meets it. */
  meanings: Meaning[];
  /** How much the word tells: its inverse document frequency. */
  weight: number;
}

export interface Terms {
  terms: Term[];
  /** The words as titles are stored, for trigrams. */
  text: string;
}

/** Longer queries are cut: nobody means more, and each word costs time. */
const mostTerms = 24;
const mostCorrected = 8;
/** A word in more works than these is no typing error. */
const rareDocuments = 2;
const worths = { prefix: 0.6, correction: 0.7, form: 0.5, synonym: 0.4 };

/** Reads a query: which words it has, what they may mean and how much they tell. */
export async function findTerms(db: Db, q: string): Promise<Terms> {
  const all = cutWords(q);
  const words = withoutTails(all).slice(0, mostTerms);
  if (words.length === 0) return { terms: [], text: '' };
  const said = findSynonyms(words);
  const known = await lookUp(db, words, said);
  const doubtful = new Map<string, number>();
  for (const word of words.filter((word) => mayBeWrong(word, known)).slice(0, mostCorrected)) {
    doubtful.set(word.text, known.exact.get(word.text) ?? 0);
  }
  const corrections = await findCorrections(db, doubtful);
  const forms = await findForms(
    db,
    words.filter(({ form }) => form === 'word').map(({ text }) => text),
  );
  const synonyms = knownSynonyms(said, (word) => known.exact.get(word) ?? 0);
  const terms = words.map((word) => {
    const of = <T>(found: ReadonlyMap<string, readonly T[]>) => found.get(word.text) ?? [];
    return toTerm(word, known, of(corrections), of(forms), of(synonyms));
  });
  return { terms, text: textOf(all) };
}

/** What the index knows of the words: in how many works they are, and those that begin so. */
interface Known {
  total: number;
  exact: Map<string, number>;
  begun: Map<string, number>;
}

async function lookUp(db: Db, words: readonly Word[], said: readonly Said[]): Promise<Known> {
  const others = said.flatMap(({ others }) => others.flatMap(({ written }) => written));
  const texts = [...new Set([...words, ...others].map(({ text }) => text))];
  const begins = words.filter((word, index) => isBeginning(word, index === words.length - 1)).map(({ text }) => text);
  const { rows } = await sql<{ word: string; begun: boolean; documents: number }>`
    select word, false as begun, documents from search_words where word = any(${texts}::text[])
    union all
    select b.word, true, least(coalesce((select sum(w.documents) from search_words w
      where w.word >= b.word and w.word < b.word || ${afterAll}), 0), 1000000000)::int
    from unnest(${begins}::text[]) as b (word)
    union all
    select '', false, (select count(*) from search_documents)::int`.execute(db);
  const counts = (begun: boolean) =>
    new Map(rows.filter((row) => row.begun === begun).map((row) => [row.word, row.documents]));
  const exact = counts(false);
  return { total: exact.get('') ?? 0, exact, begun: counts(true) };
}

/** The last word may still be half typed; a single letter of an unspaced script begins the pairs that it is in. */
function isBeginning(word: Word, isLast: boolean): boolean {
  return word.form === 'last' || (isLast && word.form === 'word' && word.text.length > 1);
}

function mayBeWrong({ text, form }: Word, known: Known): boolean {
  const documents = Math.max(known.exact.get(text) ?? 0, known.begun.get(text) ?? 0);
  return form === 'word' && documents <= rareDocuments && forgivenEdits(text) > 0 && !/\p{N}/u.test(text);
}

function toTerm(
  { text, position }: Word,
  known: Known,
  corrections: readonly Correction[],
  forms: readonly string[],
  synonyms: readonly Synonym[],
): Term {
  const exact = known.exact.get(text) ?? 0;
  const begun = known.begun.get(text) ?? 0;
  const meanings: Meaning[] = [];
  const add = (words: readonly string[], worth: number, flags: Partial<Meaning> = {}) =>
    meanings.push({ words, worth, isPrefix: false, isLoose: false, isSynonym: false, ...flags });
  if (exact > 0) add([text], 1);
  if (begun > exact) add([text], worths.prefix, { isPrefix: true });
  for (const { word, distance } of corrections) add([word], worths.correction / distance);
  const isLoose = meanings.length > 0;
  for (const word of forms) add([word], worths.form, { isLoose });
  for (const { words } of synonyms) add(words, worths.synonym, { isSynonym: true });
  const own = Math.max(exact, begun) + sumOf(corrections);
  const documents = Math.min(own > 0 ? own : sumOf(synonyms), known.total);
  return { text, position, meanings, weight: Math.log(1 + (known.total - documents + 0.5) / (documents + 0.5)) };
}

function sumOf(found: readonly { documents: number }[]): number {
  return found.reduce((sum, { documents }) => sum + documents, 0);
}

import type { Db } from '../../../db/database.ts';
import { findSynonyms } from '../../synonyms.ts';
import type { Word } from '../../words.ts';

/** Of a longer query Meilisearch leaves out what comes after these. */
const mostWords = 10;

/** Of many words, those that tell most: which fewest works have. */
export async function tellingWords(db: Db, words: readonly Word[]): Promise<Word[]> {
  if (words.length <= mostWords) return [...words];
  const known = await knownWords(db, words);
  return known.length > 0 ? known : words.slice(0, mostWords);
}

/**
 * Those that some work has, or what is said for them, and of many the rarest, in the order they were typed. The other
 * engine counts words.
 */
export async function knownWords(db: Db, words: readonly Word[]): Promise<Word[]> {
  const said = findSynonyms(words);
  const others = said.flatMap(({ others }) => others.flatMap(({ written }) => written));
  const rows = await db
    .selectFrom('search_words')
    .select(['word', 'documents'])
    .where('word', 'in', [...new Set([...words, ...others].map(({ text }) => text))])
    .execute();
  const documents = new Map(rows.map((row) => [row.word, row.documents]));
  const areKnown = (some: readonly Word[]) => some.every(({ text }) => documents.has(text));
  const met = new Set(
    said.filter(({ others }) => others.some(({ written }) => areKnown(written))).flatMap(({ typed }) => typed),
  );
  const known = words.filter((word) => met.has(word) || areKnown([word]));
  const count = ({ text }: Word) => documents.get(text) ?? 0;
  const each = [...new Map(known.map((word) => [word.text, word])).values()];
  const rarest = each.toSorted((a, b) => count(a) - count(b)).slice(0, mostWords);
  return rarest.toSorted((a, b) => a.position - b.position);
}

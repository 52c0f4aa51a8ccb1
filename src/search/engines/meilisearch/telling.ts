import type { Db } from '../../../db/database.ts';
import type { Word } from '../../words.ts';

/** Of a longer query Meilisearch leaves out what comes after these. */
const mostWords = 10;

/** Of many words, those that tell most: which fewest works have. */
export async function tellingWords(db: Db, words: readonly Word[]): Promise<Word[]> {
  if (words.length <= mostWords) return [...words];
  const known = await knownWords(db, words);
  return known.length > 0 ? known : words.slice(0, mostWords);
}

/** Those that some work has, and of many the rarest, in the order they were typed. The other engine counts them. */
export async function knownWords(db: Db, words: readonly Word[]): Promise<Word[]> {
  const rows = await db
    .selectFrom('search_words')
    .select(['word', 'documents'])
    .where(
      'word',
      'in',
      words.map(({ text }) => text),
    )
    .execute();
  const documents = new Map(rows.map((row) => [row.word, row.documents]));
  const known = words.filter(({ text }) => documents.has(text));
  const each = [...new Map(known.map((word) => [word.text, word])).values()];
  const most = each.toSorted((a, b) => documents.get(a.text)! - documents.get(b.text)!).slice(0, mostWords);
  return most.toSorted((a, b) => a.position - b.position);
}

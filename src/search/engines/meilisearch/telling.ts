import type { Db } from '../../../db/database.ts';
import { findSynonyms } from '../../synonyms.ts';
import type { Word } from '../../words.ts';

/** Of a longer query Meilisearch leaves out what comes after these. */
const mostWords = 10;

/** The words of a query, as far as they can find something. */
export interface Asked {
  words: Word[];
  /** Without those that no work has, nor anything else that is said for them: for when these, taken for typing errors, find nothing. Undefined where it would be the same. */
  known: Word[] | undefined;
}

/** Of many words, those that tell most: which fewest works have. How many have a word the other engine counts. */
export async function tellingWords(db: Db, words: readonly Word[]): Promise<Asked> {
  if (words.length < 2) return { words: [...words], known: undefined };
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
  const asked = words.length > mostWords && known.length > 0 ? rarest(known, documents) : words.slice(0, mostWords);
  const isSame = known.length === 0 || asked.every((word) => known.includes(word));
  return { words: asked, known: isSame ? undefined : rarest(known, documents) };
}

/** In the order they were typed. */
function rarest(words: readonly Word[], documents: ReadonlyMap<string, number>): Word[] {
  const count = ({ text }: Word) => documents.get(text) ?? 0;
  const each = [...new Map(words.map((word) => [word.text, word])).values()];
  const most = each.toSorted((a, b) => count(a) - count(b)).slice(0, mostWords);
  return most.toSorted((a, b) => a.position - b.position);
}

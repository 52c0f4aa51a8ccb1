import { sql } from 'kysely';
import type { Tx } from '../../../db/database.ts';

/** Put after a beginning, it ends the range of all words that begin so: words are in the order of their code points. */
export const afterAll = '\u{10FFFF}';

/** Adds to the number of works that each word is in, and forgets words that are in none. */
export async function countWords(tx: Tx, counts: ReadonlyMap<string, number>): Promise<void> {
  const changed = [...counts].filter(([, by]) => by !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  if (changed.length === 0) return;
  const words = changed.map(([word]) => word);
  await sql`
    insert into search_words as w (word, documents, correctable)
    select * from unnest(${words}::text[], ${changed.map(([, by]) => by)}::int[], ${words.map(isCorrectable)}::boolean[])
    on conflict (word) do update set documents = w.documents + excluded.documents
  `.execute(tx);
  const fewer = changed.filter(([, by]) => by < 0).map(([word]) => word);
  if (fewer.length > 0) {
    await sql`delete from search_words where word = any(${fewer}::text[]) and documents <= 0`.execute(tx);
  }
}

/** Letters only, of a script with spaces, and neither too short nor too long for a word of any language. */
function isCorrectable(word: string): boolean {
  return /^[\p{L}\p{M}]{3,30}$/u.test(word) && !/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(word);
}

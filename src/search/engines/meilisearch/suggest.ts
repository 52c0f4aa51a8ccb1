import type { Meilisearch } from 'meilisearch';
import { isUuid } from '../../../lib/ids.ts';
import { answered } from './client.ts';
import type { Indexes } from './indexes.ts';
import { wordsOf } from './query.ts';
import { wordsFor } from './words.ts';

/** Works whose titles have these words, or nearly; the last may be half typed. */
export async function suggestWorks(
  client: Meilisearch,
  { works }: Indexes,
  q: string,
  limit: number,
): Promise<string[]> {
  const words = wordsOf(q);
  if (words.length === 0) return [];
  const { hits } = await answered(
    client.index(works.uid).search(wordsFor(words), {
      ...{ limit, attributesToSearchOn: ['title'], attributesToRetrieve: ['id'] },
      matchingStrategy: 'last',
    }),
  );
  return hits.map(({ id }) => id).filter(isUuid);
}

import { articles } from './articles/kind.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import { createRenderer } from './rendering/pool.ts';
import type { Renderer } from './rendering/rendered.ts';
import { createBehind } from './search/behind.ts';
import { createMeilisearchEngine } from './search/engines/meilisearch.ts';
import { createPostgresEngine } from './search/engines/postgres.ts';
import { createSearch, type Search } from './search/search.ts';
import type { Kind } from './works/kind.ts';

/** What lives as long as the process. */
export interface Deps {
  database: Database;
  renderer: Renderer;
  search: Search;
  kinds: ReadonlyMap<string, Kind>;
  now: () => Date;
  close(): Promise<void>;
}

const kinds: ReadonlyMap<string, Kind> = new Map([articles].map((kind) => [kind.name, kind]));

export interface AssembleOptions extends Partial<Pick<Config, 'meiliUrl' | 'meiliKey'>> {
  renderer?: Renderer;
}

/** Begins the names of the indexes on a Meilisearch, which is this commons' alone. */
const prefix = 'copse';

/** All that works over a database. */
export function assemble(database: Database, options: AssembleOptions): Deps {
  const { renderer = createRenderer(), meiliUrl: url, meiliKey: key } = options;
  const meilisearch = url === undefined ? undefined : createMeilisearchEngine(database.db, { url, key, prefix });
  return {
    ...{ database, renderer, kinds, now: () => new Date() },
    search: createSearch(createPostgresEngine(database.db), meilisearch, createBehind(database.db, 'meilisearch')),
    close: async () => {
      await renderer.close();
      await database.close();
    },
  };
}

import { articles } from './articles/kind.ts';
import type { Database } from './db/database.ts';
import { createRenderer } from './rendering/pool.ts';
import type { Renderer } from './rendering/rendered.ts';
import { createPostgresEngine, type PostgresEngine } from './search/engines/postgres.ts';
import type { Kind } from './works/kind.ts';

/** What lives as long as the process. */
export interface Deps {
  database: Database;
  renderer: Renderer;
  search: PostgresEngine;
  kinds: ReadonlyMap<string, Kind>;
  now: () => Date;
  close(): Promise<void>;
}

const kinds: ReadonlyMap<string, Kind> = new Map([articles].map((kind) => [kind.name, kind]));

/** All that works over a database. */
export function assemble(database: Database, renderer: Renderer = createRenderer()): Deps {
  return {
    ...{ database, renderer, kinds, now: () => new Date() },
    search: createPostgresEngine(database.db),
    close: async () => {
      await renderer.close();
      await database.close();
    },
  };
}

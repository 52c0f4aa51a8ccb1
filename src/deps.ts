import { articles } from './articles/kind.ts';
import type { Config } from './config.ts';
import { connect } from './db/connect.ts';
import type { Database } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { createRenderer } from './rendering/pool.ts';
import type { Renderer } from './rendering/rendered.ts';
import type { SearchEngine } from './search/engine.ts';
import { createPostgresEngine } from './search/engines/postgres.ts';
import type { Kind } from './works/kind.ts';

/** What lives as long as the process. */
export interface Deps {
  database: Database;
  renderer: Renderer;
  search: SearchEngine;
  kinds: ReadonlyMap<string, Kind>;
  now: () => Date;
  close(): Promise<void>;
}

const kinds: ReadonlyMap<string, Kind> = new Map([articles].map((kind) => [kind.name, kind]));

/** Opens the database, brings it up to date, and starts the renderer. */
export async function openDeps(config: Config, answer?: (request: unknown) => Promise<unknown>): Promise<Deps> {
  const { databaseUrl, dataDir, databasePoolSize: poolSize } = config;
  const database = await connect({ databaseUrl, dataDir, poolSize, ...(answer === undefined ? {} : { answer }) });
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  const renderer = createRenderer();
  return assemble(database, renderer);
}

/** The rest, over a database and a renderer that are open. */
export function assemble(database: Database, renderer: Renderer): Deps {
  return {
    ...{ database, renderer, kinds, now: () => new Date() },
    search: createPostgresEngine(database.db),
    close: async () => {
      await renderer.close();
      await database.close();
    },
  };
}

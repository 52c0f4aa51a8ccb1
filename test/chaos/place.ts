import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { startEngine } from '../../src/db/embedded/engine.ts';
import { createServerDatabase, type DatabaseKind } from '../support/databases.ts';
import { makeAdminToken, type ServerOptions } from './server.ts';

export type ServerPlace = ServerOptions & { close(): Promise<void> };

/** A data folder and a migrated, empty database for servers that run one after another. Close it when none runs. */
export async function openServerPlace(kind: DatabaseKind): Promise<ServerPlace> {
  const dataDir = mkdtempSync(join(tmpdir(), 'copse-chaos-'));
  const served = kind === 'postgres' ? await createServerDatabase() : undefined;
  if (served === undefined) await fill(join(dataDir, 'db'));
  return {
    ...{ dataDir, databaseUrl: served?.url, adminToken: makeAdminToken() },
    close: async () => {
      await served?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Making a database takes seconds; a copy does not. */
async function fill(folder: string): Promise<void> {
  const engine = await startEngine({ dataDir: folder, load: inject('databases').embedded });
  await engine.close();
}

import { readConfig } from '../../config.ts';
import { connect } from '../../db/connect.ts';
import { askHolder } from '../../db/embedded/holder.ts';
import { migrate } from '../../db/migrate.ts';
import type { TokenRequest } from '../token.ts';
import { demandDatabase } from './database-place.ts';
import { issueTokenIn, type LocalRequest } from './requests.ts';

/** A token by way of the data folder: asked of the process that holds it, or made in the database itself. */
export async function issueLocally(request: TokenRequest): Promise<string> {
  const config = readConfig();
  const { databaseUrl, dataDir } = config;
  demandDatabase(config);
  if (databaseUrl === undefined) {
    const held = await askHolder(dataDir, { command: 'token', request } satisfies LocalRequest);
    if (held !== undefined) return (held.answer as { token: string }).token;
  }
  const database = await connect({ databaseUrl, dataDir });
  try {
    await migrate(database);
    return await issueTokenIn({ database, now: () => new Date() }, request);
  } finally {
    await database.close();
  }
}

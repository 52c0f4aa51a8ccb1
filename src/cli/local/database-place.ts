import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { CliError } from '../failures.ts';

/**
 * For commands that are about what is there: opening the embedded database would make one.
 * @throws CliError where there is none, saying where it was looked for
 */
export function demandDatabase({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): void {
  if (databaseUrl !== undefined || existsSync(join(dataDir, 'db'))) return;
  throw new CliError(
    `There is no database in ${dataDir}. Set DATA_DIR, or DATABASE_URL, to what the server has ("copse config" prints what holds here).`,
  );
}

import { readFile } from 'node:fs/promises';
import type { Config } from '../../config.ts';
import type { Db } from '../../db/database.ts';
import { authenticate } from '../../people/access/tokens.ts';
import { adminTokenCommand, adminTokenFile } from './data-files.ts';

/** Where the operator finds a token that administers this database, in a sentence. */
export async function describeAdminToken(
  db: Db,
  { adminToken, dataDir }: Pick<Config, 'adminToken' | 'dataDir'>,
  now: Date,
): Promise<string> {
  if (adminToken !== undefined) return "The administrator's token is what COPSE_ADMIN_TOKEN says.";
  const file = adminTokenFile(dataDir);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return `The administrator's token is not in ${file}; ${adminTokenCommand} makes a new one.`;
  const actor = await authenticate(db, text.trim(), now);
  return actor?.scopes.has('admin')
    ? `The administrator's token is in ${file}`
    : `The token in ${file} is not an administrator's here; ${adminTokenCommand} makes a new one.`;
}

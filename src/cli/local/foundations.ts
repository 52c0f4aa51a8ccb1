import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import type { Config } from '../../config.ts';
import { transact } from '../../db/transaction.ts';
import type { Deps } from '../../deps.ts';
import { generateToken } from '../../people/access/tokens.ts';
import { claimAdminToken, ensureFoundations, needsAdminToken } from '../../people/foundations.ts';
import { adminTokenFile } from './data-files.ts';

/**
 * Makes sure there is a commons and somebody to run it. A first token is written to `DATA_DIR/admin-token`, readable by
 * its owner alone.
 * @returns that first token, to be told to a terminal and never to a log
 */
export async function layFoundations({ database: { db }, now }: Deps, config: Config): Promise<string | undefined> {
  const { adminToken, dataDir } = config;
  await transact(db, now(), (tx) => ensureFoundations(tx, { adminToken, now: now() }));
  if (adminToken !== undefined || !(await needsAdminToken(db, now()))) return undefined;
  const secret = generateToken();
  const file = adminTokenFile(dataDir);
  const draft = `${file}.${process.pid}.tmp`;
  await mkdir(dataDir, { recursive: true });
  // Before it counts: a token that was given out and is nowhere written down would be lost. Under a name of its own:
  // of several processes that start at once, one will have made the token that holds.
  await writeFile(draft, `${secret}\n`, { mode: 0o600 });
  const isOurs = await transact(db, now(), (tx) => claimAdminToken(tx, secret, now()));
  await (isOurs ? rename(draft, file) : rm(draft, { force: true }));
  return isOurs ? secret : undefined;
}

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { transact } from '../../db/transaction.ts';
import type { Deps } from '../../deps.ts';
import { generateToken } from '../../people/access/tokens.ts';
import { claimAdminToken, ensureFoundations, needsAdminToken } from '../../people/foundations.ts';
import type { Output } from '../import.ts';

/**
 * Makes sure there is a commons and somebody to run it. A first token is written to `DATA_DIR/admin-token`, readable by
 * its owner alone; itself it is told to a terminal only, never to a log.
 */
export async function layFoundations({ database: { db }, now }: Deps, config: Config, { out }: Output): Promise<void> {
  const { adminToken, dataDir } = config;
  await transact(db, now(), (tx) => ensureFoundations(tx, { adminToken, now: now() }));
  if (adminToken !== undefined || !(await needsAdminToken(db, now()))) return;
  const secret = generateToken();
  const file = join(dataDir, 'admin-token');
  const draft = `${file}.${process.pid}.tmp`;
  await mkdir(dataDir, { recursive: true });
  // Before it counts: a token that was given out and is nowhere written down would be lost. Under a name of its own:
  // of several processes that start at once, one will have made the token that holds.
  await writeFile(draft, `${secret}\n`, { mode: 0o600 });
  const isOurs = await transact(db, now(), (tx) => claimAdminToken(tx, secret, now()));
  if (!isOurs) return await rm(draft, { force: true });
  await rename(draft, file);
  out.write(`The administrator's token is in ${file}\n`);
  if (process.stdout.isTTY) out.write(`  ${secret}\n`);
}

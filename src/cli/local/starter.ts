import { fileURLToPath } from 'node:url';
import { transact } from '../../db/transaction.ts';
import type { Deps } from '../../deps.ts';
import { hashSecret } from '../../people/access/tokens.ts';
import { issueLocalToken } from '../../people/foundations.ts';
import { type Output, runImport } from '../import.ts';

const folder = fileURLToPath(new URL('../../../data/starter', import.meta.url));

/** Imports the practices that come with Copse, the way anybody imports a folder; a second time changes nothing. */
export async function importStarter({ database: { db }, now }: Deps, url: string, output: Output): Promise<void> {
  const at = now();
  const token = await transact(db, at, (tx) =>
    issueLocalToken(tx, { handle: 'admin', name: 'starter commons', scopes: ['import'] }, at),
  );
  try {
    const options = { url, token, format: 'markdown', source: 'copse-starter', dryRun: false, strict: false } as const;
    await runImport(folder, options, {}, { out: output.out, err: output.err });
  } finally {
    await db.deleteFrom('tokens').where('hash', '=', hashSecret(token)).execute();
  }
}

import { join } from 'node:path';
import { spoolBackup } from '../../db/backup/backup.ts';
import { transact } from '../../db/transaction.ts';
import type { Deps } from '../../deps.ts';
import { Invalid, Unavailable } from '../../lib/errors.ts';
import { issueLocalToken } from '../../people/foundations.ts';
import type { TokenRequest } from '../token.ts';

/** What another process on this machine may ask of the one that holds the data folder, over its socket. */
export type LocalRequest = { command: 'token'; request: TokenRequest } | { command: 'backup' };

/** Whoever reaches the socket may read the folder, and so may do all this anyway. */
export async function answerRequest(deps: Deps | undefined, dataDir: string, asked: unknown): Promise<unknown> {
  if (deps === undefined) throw new Unavailable('starting', 'The server is still starting; try again.');
  const request = asked as LocalRequest;
  switch (request?.command) {
    case 'token':
      return { token: await issueTokenIn(deps, request.request) };
    case 'backup':
      return await spoolBackup(deps.database.db, join(dataDir, 'tmp'), deps.now());
    default:
      throw new Invalid('request_unknown', 'This release does not know that request.');
  }
}

export async function issueTokenIn(
  { database: { db }, now }: Pick<Deps, 'database' | 'now'>,
  { handle, name, scopes, expiresAt }: TokenRequest,
): Promise<string> {
  const at = now();
  return await transact(db, at, (tx) => issueLocalToken(tx, { handle, name, scopes, expires_at: expiresAt }, at));
}

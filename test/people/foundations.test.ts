import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { transact } from '../../src/db/transaction.ts';
import { grantRole, revokeRole } from '../../src/people/access/roles.ts';
import { authenticate, generateToken } from '../../src/people/access/tokens.ts';
import { eraseContributor } from '../../src/people/accounts/erase.ts';
import { register } from '../../src/people/accounts/register.ts';
import { getDefaultCommunity } from '../../src/people/commons/communities.ts';
import { getInstance } from '../../src/people/commons/instance.ts';
import { findAccount } from '../../src/people/contributors/contributors.ts';
import { claimAdminToken, ensureFoundations, issueLocalToken, needsAdminToken } from '../../src/people/foundations.ts';
import { databaseKinds, openTestDatabase } from '../support/databases.ts';

const now = new Date('2027-03-01T09:00:00.000Z');
const given = 'a token of the operator, at least 32 characters'.replaceAll(' ', '-');

describe.each(databaseKinds)('the first start on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  beforeEach(async () => {
    await sql`truncate contributors, communities, instance, changes cascade`.execute(database.db);
  });
  afterAll(async () => await database.close());

  const write = async <T>(work: Parameters<typeof transact<T>>[2]) => await transact(database.db, now, work);
  const start = async (adminToken?: string) => await write((tx) => ensureFoundations(tx, { adminToken, now }));
  const holder = async (token: string) => await authenticate(database.db, token, now);

  test('makes the instance, a default community under CC BY 4.0, and an administrator', async () => {
    expect(await start()).toMatchObject({ isFirstStart: true });
    expect(await getInstance(database.db)).toMatchObject({
      license: 'CC-BY-4.0',
      language: 'en',
      community: 'commons',
    });
    expect(await getDefaultCommunity(database.db)).toMatchObject({
      ...{
        slug: 'commons',
        editing: 'open',
        license: 'CC-BY-4.0',
        license_from: 'instance',
        language_from: 'instance',
      },
    });
    expect(await findAccount(database.db, 'admin')).toMatchObject({
      claimed: true,
      roles: [{ role: 'admin', community: null }],
    });
  });

  test('happens once, also in several processes at the same moment', async () => {
    const starts = await Promise.all(Array.from({ length: 5 }, () => start(given)));
    expect(starts.filter(({ isFirstStart }) => isFirstStart)).toHaveLength(1);
    expect(new Set(starts.map(({ communityId }) => communityId)).size).toBe(1);
    expect(await database.db.selectFrom('tokens').select('id').execute()).toHaveLength(1);
    expect(await database.db.selectFrom('contributors').select('id').execute()).toHaveLength(1);
  });

  test('makes the token of the environment the admin’s, and a changed one replaces it', async () => {
    await start(given);
    expect(await holder(given)).toMatchObject({
      handle: 'admin',
      admin: true,
      scopes: new Set(['read', 'publish', 'import', 'steward', 'admin']),
    });
    await start(`${given}-changed`);
    expect(await holder(given)).toBeUndefined();
    expect(await holder(`${given}-changed`)).toMatchObject({ handle: 'admin' });
    expect(await needsAdminToken(database.db, now)).toBe(false);
  });

  test('gives the token of the environment back where it was revoked', async () => {
    await start(given);
    await write((tx) => tx.updateTable('tokens').set({ revoked_at: now }).execute());
    await start(given);
    expect(await holder(given)).toMatchObject({ handle: 'admin' });
  });

  test('keeps other tokens of the admin when the one of the environment changes', async () => {
    await start(given);
    const local = await write((tx) => issueLocalToken(tx, { handle: 'admin' }, now));
    await start(`${given}-changed`);
    expect(await holder(local)).toMatchObject({ handle: 'admin', admin: true });
  });

  test('asks for a token where none is given, and takes the first of several', async () => {
    await start();
    expect(await needsAdminToken(database.db, now)).toBe(true);
    const secrets = Array.from({ length: 4 }, () => generateToken());
    const claims = await Promise.all(secrets.map((secret) => write((tx) => claimAdminToken(tx, secret, now))));
    expect(claims.filter((isOurs) => isOurs)).toHaveLength(1);
    expect(await holder(secrets[claims.indexOf(true)]!)).toMatchObject({ handle: 'admin', admin: true });
    expect(await holder(secrets[claims.indexOf(false)]!)).toBeUndefined();
    expect(await needsAdminToken(database.db, now)).toBe(false);
  });

  test('leaves an instance alone whose admin handed over', async () => {
    await start();
    const { account } = await write((tx) => register(tx, { handle: 'ana', name: 'Ana', claimed: true }, now));
    await write((tx) => grantRole(tx, account.id, { role: 'admin', communityId: null }, null, now));
    const admin = (await findAccount(database.db, 'admin'))!;
    await write((tx) => revokeRole(tx, admin.id, null, now));
    expect(await start()).toMatchObject({ isFirstStart: false });
    expect((await findAccount(database.db, 'admin'))?.roles).toEqual([]);
  });

  test('brings an admin back by the token of the environment, whatever became of the account', async () => {
    await start(given);
    const { account } = await write((tx) => register(tx, { handle: 'ana', name: 'Ana', claimed: true }, now));
    await write((tx) => grantRole(tx, account.id, { role: 'admin', communityId: null }, null, now));
    const admin = (await findAccount(database.db, 'admin'))!;
    await write((tx) => eraseContributor(tx, admin.id, [{ version: admin.version, touch: 0 }], now));
    expect(await holder(given)).toBeUndefined();
    await start(given);
    expect(await holder(given)).toMatchObject({ handle: 'admin', admin: true });
  });

  test('a token by local authority has what the roles allow, or less', async () => {
    await start();
    const everything = await write((tx) => issueLocalToken(tx, { handle: 'admin' }, now));
    expect((await holder(everything))?.scopes.has('admin')).toBe(true);
    const reading = await write((tx) => issueLocalToken(tx, { handle: 'admin', scopes: ['read'] }, now));
    expect((await holder(reading))?.scopes).toEqual(new Set(['read']));
    const unknown = write((tx) => issueLocalToken(tx, { handle: 'nobody' }, now));
    await expect(unknown).rejects.toMatchObject({ code: 'contributor_not_found' });
  });
});

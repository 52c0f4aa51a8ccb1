import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { transact } from '../../src/db/transaction.ts';
import type { Scope } from '../../src/lib/actor.ts';
import { grantRole, revokeRole } from '../../src/people/access/roles.ts';
import { authenticate, generateToken, issueToken, listTokens, revokeToken } from '../../src/people/access/tokens.ts';
import { register } from '../../src/people/accounts/register.ts';
import { getDefaultCommunity } from '../../src/people/commons/communities.ts';
import { findAccount } from '../../src/people/contributors/contributors.ts';
import { ensureFoundations } from '../../src/people/foundations.ts';
import { databaseKinds, openTestDatabase } from '../support/databases.ts';

const now = new Date('2027-03-01T09:00:00.000Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

test('a token is a prefix, 32 random bytes, and a checksum that a secret scanner can verify', () => {
  const token = generateToken();
  const [, bytes, checksum] = /^copse_([0-9a-f]{64})([0-9a-f]{8})$/.exec(token)!;
  expect(crc32(Buffer.from(bytes!, 'hex')).toString(16).padStart(8, '0')).toBe(checksum);
  expect(generateToken()).not.toBe(token);
});

describe.each(databaseKinds)('tokens on %s', (kind) => {
  let database: Database;
  let ana: string;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    await transact(database.db, now, (tx) => ensureFoundations(tx, { now }));
    const made = await write((tx) => register(tx, { handle: 'ana', name: 'Ana', claimed: true }, now));
    ana = made.account.id;
  });
  afterAll(async () => await database.close());

  const write = async <T>(work: Parameters<typeof transact<T>>[2]) => await transact(database.db, now, work);
  const issue = async (scopes: Scope[], expires_at?: Date) => {
    const input = {
      name: 'a token',
      scopes,
      ...(expires_at === undefined ? {} : { expires_at: expires_at.toISOString() }),
    };
    return await write((tx) => issueToken(tx, ana, input, now));
  };

  test('tell whose they are and what they may do', async () => {
    const { secret } = await issue(['read', 'publish']);
    expect(await authenticate(database.db, secret, now)).toEqual({
      ...{ id: ana, handle: 'ana', admin: false, stewardEverywhere: false, stewardOf: new Set(), suspended: false },
      ...{ scopes: new Set(['read', 'publish']), until: null },
    });
  });

  test('are stored as their hash only', async () => {
    const { secret } = await issue(['read']);
    const rows = await database.db.selectFrom('tokens').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test('work until they expire, and no longer', async () => {
    const { secret } = await issue(['read'], later(10));
    expect(await authenticate(database.db, secret, later(9))).toBeDefined();
    expect(await authenticate(database.db, secret, later(10))).toBeUndefined();
  });

  test('that expired are refused when made', async () => {
    await expect(issue(['read'], now)).rejects.toMatchObject({ code: 'token_expires_past' });
  });

  test('work until they are revoked, by their owner only and once', async () => {
    const { secret, token } = await issue(['read']);
    const admin = (await findAccount(database.db, 'admin'))!;
    await expect(write((tx) => revokeToken(tx, admin.id, token.id, now))).rejects.toMatchObject({
      code: 'token_not_found',
    });
    await write((tx) => revokeToken(tx, ana, token.id, now));
    expect(await authenticate(database.db, secret, now)).toBeUndefined();
    await expect(write((tx) => revokeToken(tx, ana, token.id, now))).rejects.toMatchObject({ code: 'token_not_found' });
  });

  test.each(['', 'copse_', 'copse_0000', generateToken()])('unknown ones are nobody’s: %j', async (token) => {
    expect(await authenticate(database.db, token, now)).toBeUndefined();
  });

  test('cost one query a request, and no write', async () => {
    const { secret } = await issue(['read']);
    const kinds: string[] = [];
    const counted = database.db.withPlugin({
      transformQuery: ({ node }) => {
        kinds.push(node.kind);
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    await authenticate(counted, secret, now);
    expect(kinds).toEqual(['SelectQueryNode']);
  });

  test('need the role for a scope that needs one', async () => {
    await expect(issue(['steward'])).rejects.toMatchObject({
      code: 'scope_not_grantable',
      faults: [{ pointer: '/scopes/0', detail: expect.stringContaining('read, publish') }],
    });
  });

  test('lose the scopes of a role with the role', async () => {
    const { id } = await getDefaultCommunity(database.db);
    await write((tx) => grantRole(tx, ana, { role: 'steward', communityId: id }, null, now));
    const { secret } = await issue(['publish', 'steward']);
    const before = await authenticate(database.db, secret, now);
    expect(before).toMatchObject({ stewardOf: new Set([id]), scopes: new Set(['publish', 'steward']) });
    await write((tx) => revokeRole(tx, ana, id, now));
    expect((await authenticate(database.db, secret, now))?.scopes).toEqual(new Set(['publish']));
  });

  test('are listed while in force, page by page', async () => {
    const all = await listTokens(database.db, ana, now, { limit: 100 });
    const first = await listTokens(database.db, ana, now, { limit: 2 });
    const rest = await listTokens(database.db, ana, now, { limit: 100, after: first[1]!.id });
    expect([...first, ...rest]).toEqual(all);
    const lasting = all.filter(({ expires_at }) => expires_at === null);
    expect(await listTokens(database.db, ana, later(60), { limit: 100 })).toEqual(lasting);
  });

  test('are not for people who are only named', async () => {
    const { account } = await write((tx) => register(tx, { handle: 'named', name: 'Named', claimed: false }, now));
    const attempt = write((tx) => issueToken(tx, account.id, { name: 'x', scopes: ['read'] }, now));
    await expect(attempt).rejects.toMatchObject({ code: 'contributor_unclaimed' });
  });

  test('are at most 200 each, also when many are made at once', async () => {
    const { account } = await write((tx) => register(tx, { handle: 'many', name: 'Many', claimed: true }, now));
    const rows = Array.from({ length: 196 }, (_, index) => ({
      ...{ id: crypto.randomUUID(), contributor_id: account.id, name: 'x', hash: Buffer.from(`many-${index}`) },
      ...{ scopes: ['read'], created_at: now, expires_at: null },
    }));
    await database.db.insertInto('tokens').values(rows).execute();
    const attempts = Array.from({ length: 8 }, () =>
      write((tx) => issueToken(tx, account.id, { name: 'x', scopes: ['read'] }, now)),
    );
    const results = await Promise.allSettled(attempts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });
});

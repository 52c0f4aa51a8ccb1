import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable, type Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backup, spoolBackup } from '../../src/db/backup/backup.ts';
import { restore } from '../../src/db/backup/restore.ts';
import { writeWholeFile } from '../../src/db/backup/whole-file.ts';
import { connect } from '../../src/db/connect.ts';
import type { Database, Db } from '../../src/db/database.ts';
import { demandAlone } from '../../src/db/serving.ts';
import { changesChannel, record, transact } from '../../src/db/transaction.ts';
import { newId } from '../../src/lib/ids.ts';
import { createServerDatabase, type DatabaseKind, databaseKinds, openTestDatabase } from '../support/databases.ts';

const now = new Date('2026-03-01T12:00:00.123Z');
const work = '0198c9a4-0000-7000-8000-000000000001';

/** The lines of a backup as they were before a column came. */
function withoutColumn(lines: readonly string[], table: string, column: string): string[] {
  let at = -1;
  return lines.map((text) => {
    if (text.startsWith('{')) {
      const header = JSON.parse(text);
      at = header.table === table ? header.columns.indexOf(column) : -1;
      return at < 0 ? text : JSON.stringify({ ...header, columns: header.columns.toSpliced(at, 1) });
    }
    return at < 0 ? text : JSON.stringify(JSON.parse(text).toSpliced(at, 1));
  });
}

/** A bit of everything that is hard to carry over. */
async function fill({ db }: Database): Promise<void> {
  const [person, community] = [newId(), newId()];
  const at = "'2026-02-28T23:59:59.999Z'";
  const script = `
    insert into contributors (id, handle, name, claimed, email, pseudonym, created_at, updated_at)
      values ('${person}', 'ana', E'Ana "Ñ" \\\\ \\n\\t 学習 😀', true, null, '', ${at}, '-infinity');
    insert into communities (id, slug, name, license, language, thresholds, created_at, updated_at)
      values ('${community}', 'c', 'C', 'CC-BY-4.0', 'en', '{"proven": {"least": 3.10}, "none": null}', ${at}, ${at});
    insert into tokens (id, contributor_id, name, hash, scopes, created_at)
      values (gen_random_uuid(), '${person}', 't', '\\x00ff5c6e', '{read,"a,b",NULL,"",null}', ${at});
    insert into idempotency_keys (contributor_id, key, request, headers, body, created_at)
      values ('${person}', 'k', 'r', null, 'null', ${at});
    insert into works (id, kind, status, title, summary, language, license, license_from, community_id, tags, participants, minutes,
        version, created_by, created_at, updated_at, amended_at, touched_at)
      values ('${work}', 'article', 'draft', 'T', '', 'en', 'CC-BY-4.0', 'given', '${community}', '{}', '[5,)', 'empty',
        2, '${person}', ${at}, ${at}, ${at}, ${at});
    insert into credits (id, work_id, contributor_id, role, position, choice)
      values (gen_random_uuid(), '${work}', '${person}', 'author', 0, null), (gen_random_uuid(), '${work}', '${person}', 'editor', 1, 'name');
    insert into relations (work_id, position, type, target_id) values ('${work}', 0, 'derived_from', '${work}');
    insert into search_documents values ('${work}', 1, 0, 1, 't', 1, to_tsvector('simple', 'it''s a test'), setweight(to_tsvector('simple', 'a b a'), 'A'), 3);
  `;
  await sql.raw(script).execute(db);
  for (let version = 1; version <= 12; version += 1) {
    // Most are small, one is larger than a batch may be.
    const content = JSON.stringify({ body: 'é"\\'.repeat(version === 9 ? 400_000 : 100), deep: [[[{}]]], n: 1e21 });
    await db
      .insertInto('revisions')
      .values({
        work_id: work,
        version,
        content,
        html: '{}',
        sections: '[]',
        outline: '[]',
        excerpt: '',
        license: 'CC-BY-4.0',
        author_id: person,
        created_at: now,
      })
      .execute();
  }
  for (let i = 0; i < 3; i += 1) await writeChange(db);
  // A transaction that came to nothing leaves a gap in the numbers.
  await sql`select nextval('changes_seq_seq')`.execute(db);
}

async function writeChange(db: Db): Promise<number> {
  await transact(db, now, async (tx) =>
    record(tx, { subject: 'work', id: newId(), kind: 'article', version: 1, touch: 0, event: 'published' }),
  );
  const { seq } = await db.selectFrom('changes').select('seq').orderBy('seq', 'desc').executeTakeFirstOrThrow();
  return seq;
}

async function backedUp(database: Database): Promise<Buffer> {
  const sink = new PassThrough();
  const [, bytes] = await Promise.all([backup(database.db, sink, now), buffer(sink)]);
  return bytes;
}

const restoreFrom = (database: Database, bytes: Uint8Array, options?: { force: boolean }) =>
  restore(database, Readable.from([bytes], { objectMode: false }), options);

/** Every row of every table as text, and what the next number would be. */
const contentOf = (bytes: Uint8Array) => gunzipSync(bytes).toString().split('\n');

const count = async ({ db }: Database, table: string) =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db)).rows[0]!.n;

/** @param name or the beginning of several names that follow each other */
function withoutTables(lines: readonly string[], name: string): string[] {
  const start = lines.findIndex((text) => text.startsWith(`{"table":"${name}`));
  const end = lines.findIndex(
    (text, index) => index > start && text.startsWith('{"') && !text.startsWith(`{"table":"${name}`),
  );
  return start === -1 ? [...lines] : lines.toSpliced(start, end - start);
}

describe.each(databaseKinds)('a backup of %s', (from) => {
  let source: Database;
  let bytes: Buffer;
  beforeAll(async () => {
    source = await openTestDatabase(from);
    await fill(source);
    bytes = await backedUp(source);
  });
  afterAll(() => source.close());

  it.each(databaseKinds)('restores on %s to the last value, and numbers go on from there', async (to: DatabaseKind) => {
    const target = await openTestDatabase(to);
    const summary = await restoreFrom(target, bytes);
    expect(summary.rows).toMatchObject({ works: 1, revisions: 12, changes: 3, relations: 1, tokens: 1 });
    expect(contentOf(await backedUp(target))).toEqual(contentOf(bytes));
    expect(await writeChange(target.db)).toBe(5);
    await expect(sql`insert into slugs values ('a', gen_random_uuid())`.execute(target.db)).rejects.toMatchObject({
      constraint: 'slugs_work_id_fkey',
    });
    await target.close();
  });

  it('holds one moment, whatever is written meanwhile', async () => {
    const sink = new PassThrough();
    const [, during] = await Promise.all([
      backup(source.db, sink, now),
      buffer(sink),
      sql`insert into followers (name) select n::text from generate_series(1, 100) n`.execute(source.db),
    ]);
    const lines = contentOf(during);
    const followers = JSON.parse(lines.at(-2)!).rows.followers;
    expect([0, 100]).toContain(followers);
    await sql`delete from followers`.execute(source.db);
  });
});

describe.each(databaseKinds)('a restore on %s', (kind) => {
  let bytes: Buffer;
  let target: Database;
  beforeAll(async () => {
    const source = await openTestDatabase(kind);
    await fill(source);
    bytes = await backedUp(source);
    await source.close();
    target = await openTestDatabase(kind);
  });
  afterAll(() => target.close());
  beforeEach(async () => {
    await sql`truncate contributors, communities, changes, followers, search_documents cascade`.execute(target.db);
  });

  const spoiled = (change: (lines: string[]) => string[]) => gzipSync(change(contentOf(bytes)).join('\n'));

  it.each<[string, () => Uint8Array, string]>([
    ['cut off', () => bytes.subarray(0, bytes.length - 500), 'backup_damaged'],
    ['cut off in its last bytes', () => bytes.subarray(0, bytes.length - 4), 'backup_damaged'],
    [
      'changed in one byte',
      () => Buffer.concat([bytes.subarray(0, 3_000), Buffer.from([bytes[3_000]! ^ 1]), bytes.subarray(3_001)]),
      'backup_damaged',
    ],
    ['empty', () => new Uint8Array(), 'backup_damaged'],
    ['no gzip', () => Buffer.from('{"format":"copse-backup"}\n'), 'backup_damaged'],
    ['something else', () => gzipSync('{"a":1}\n'), 'backup_damaged'],
    ['without its end', () => spoiled((lines) => lines.slice(0, -2)), 'backup_damaged'],
    [
      'without a row',
      () => spoiled((lines) => lines.toSpliced(lines.findIndex((text) => text.startsWith('{"table":"tokens"')) + 1, 1)),
      'backup_damaged',
    ],
    [
      'without the rows others refer to',
      () =>
        spoiled((lines) =>
          lines
            .filter((text) => !text.includes('ana'))
            .map((text) => text.replace('"contributors":1', '"contributors":0')),
        ),
      'backup_damaged',
    ],
    [
      'with a table of another release',
      () => spoiled((lines) => lines.map((text) => text.replace('{"table":"tokens"', '{"table":"keys"'))),
      'backup_damaged',
    ],
    [
      'of a newer release',
      () => spoiled((lines) => lines.map((text) => text.replace(/"schema":\d+/, '"schema":9999'))),
      'backup_newer',
    ],
  ])('of one that is %s is refused and leaves nothing', async (_name, make, code) => {
    await expect(restoreFrom(target, make())).rejects.toMatchObject({ code });
    expect(await count(target, 'contributors')).toBe(0);
    expect(await count(target, 'changes')).toBe(0);
    expect(await writeChange(target.db)).toEqual(expect.any(Number));
  });

  it('fails when its source does, and leaves nothing', async () => {
    const broken = Readable.from(
      (async function* () {
        yield bytes.subarray(0, 2_000);
        throw new Error('the disk is gone');
      })(),
    );
    await expect(restore(target, broken)).rejects.toThrow('the disk is gone');
    expect(await count(target, 'contributors')).toBe(0);
  });

  it('into a commons is refused, unless it is to replace it', async () => {
    await sql`insert into followers (name) values ('here')`.execute(target.db);
    await expect(restoreFrom(target, bytes)).rejects.toMatchObject({
      code: 'database_not_empty',
      message: expect.stringMatching(/followers.*--force/),
    });
    expect(await count(target, 'followers')).toBe(1);
    await restoreFrom(target, bytes, { force: true });
    expect(await count(target, 'followers')).toBe(0);
    expect(contentOf(await backedUp(target))).toEqual(contentOf(bytes));
  });

  it('into a database of something else is refused, even by force', async () => {
    await sql`alter table schema_migrations rename to other_tables`.execute(target.db);
    await expect(restoreFrom(target, bytes, { force: true })).rejects.toMatchObject({ code: 'database_foreign' });
    await sql`alter table other_tables rename to schema_migrations`.execute(target.db);
  });

  it('of an older schema is brought to this one', async () => {
    const older = spoiled((lines) => {
      const older = withoutTables(withoutTables(lines, 'search_'), 'renditions');
      const newer = ['text_bytes', 'withdrawn_as_steward', 'credited'];
      const narrower = newer.reduce((all, column) => withoutColumn(all, 'works', column), older);
      return narrower.map((text) => text.replace(/"schema":\d+/, '"schema":3'));
    });
    await restoreFrom(target, older);
    expect(await count(target, 'revisions')).toBe(12);
    expect(await count(target, 'search_documents')).toBe(0);
    expect(await count(target, 'renditions')).toBe(1);
    const { rows } = await sql<{ bytes: number; isRight: boolean }>`
      select text_bytes as bytes, text_bytes = octet_length(revisions.content::text) + 2 as "isRight"
      from works join revisions on revisions.work_id = works.id and revisions.version = works.version`.execute(
      target.db,
    );
    expect(rows).toEqual([{ bytes: expect.any(Number), isRight: true }]);
    const { credited } = await target.db.selectFrom('works').select('credited').executeTakeFirstOrThrow();
    const { contributor_id: id } = await target.db
      .selectFrom('credits')
      .select('contributor_id')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(credited).toEqual([id, `${id}:name`]);
  });
});

describe.runIf(databaseKinds.includes('postgres'))('a restore while a server runs', () => {
  it('is refused, even by force, until that one has ended', async () => {
    const { url, drop } = await createServerDatabase();
    const open = () => connect({ databaseUrl: url, dataDir: '' });
    const [serving, target] = [await open(), await open()];
    await fill(target);
    const bytes = await backedUp(target);
    await serving.listen(changesChannel, () => {});
    await expect(restoreFrom(target, bytes, { force: true })).rejects.toMatchObject({
      code: 'database_in_use',
      message: expect.stringContaining('connected from this machine'),
    });
    expect(await count(target, 'revisions')).toBe(12);
    await serving.close();
    await restoreFrom(target, bytes, { force: true });
    await target.close();
    await drop();
  });

  it('is not begun under: a server that starts meanwhile waits for its end', async () => {
    const { url, drop } = await createServerDatabase();
    const [restoring, starting] = [
      await connect({ databaseUrl: url, dataDir: '' }),
      await connect({ databaseUrl: url, dataDir: '' }),
    ];
    let isListening = false;
    let listening: Promise<unknown> = Promise.resolve();
    await restoring.db.transaction().execute(async (tx) => {
      await demandAlone(tx);
      listening = starting.listen(changesChannel, () => {}).then(() => (isListening = true));
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(isListening).toBe(false);
    });
    await listening;
    await Promise.all([restoring.close(), starting.close()]);
    await drop();
  });
});

describe('a backup file', () => {
  it('appears when it is whole, for its owner only', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'copse-backup-'));
    const database = await openTestDatabase('embedded');
    const write = (file: string) => writeWholeFile(join(folder, file), (sink) => backup(database.db, sink, now));
    await write('commons.backup');
    expect(statSync(join(folder, 'commons.backup')).mode & 0o777).toBe(0o600);
    await expect(write('nowhere/a')).rejects.toMatchObject({ code: 'ENOENT' });
    const spooled = await buffer(await spoolBackup(database.db, folder, now));
    expect(contentOf(spooled).at(-2)).toContain('"end":true');
    expect(readdirSync(folder)).toEqual(['commons.backup']);
    await database.close();
    rmSync(folder, { recursive: true });
  });

  it('is not there when it failed before its first byte or later, and what was there stays', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'copse-backup-'));
    const file = join(folder, 'commons.backup');
    writeFileSync(file, 'the last one');
    const refusing = () => Promise.reject(new Error('no database'));
    const breaking = (sink: Writable) => pipeline(Readable.from(failing()), sink);
    for (const fillWith of [refusing, breaking]) await expect(writeWholeFile(file, fillWith)).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['commons.backup']);
    expect(readFileSync(file, 'utf8')).toBe('the last one');
    rmSync(folder, { recursive: true });
  });
});

async function* failing(): AsyncGenerator<string> {
  yield 'half';
  throw new Error('cut off');
}

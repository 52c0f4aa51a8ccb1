import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { embeddedVersion } from '../../src/db/embedded/folder.ts';
import { openTestDatabase } from '../support/databases.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'copse-folder-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const open = (folder = dataDir) => connect({ databaseUrl: undefined, dataDir: folder });
const lockIsFree = () => readdirSync(join(dataDir, 'lock')).length === 0;

describe('the data folder', () => {
  it('is made when it is not there, for its owner only, and opened again', async () => {
    const folder = join(dataDir, 'not', 'there');
    mkdirSync(join(folder, 'db'), { recursive: true });
    mkdirSync(join(folder, 'db.tmp'));
    writeFileSync(join(folder, 'db.tmp', 'left behind'), '');
    const first = await open(folder);
    await sql`create table kept as select 'here' as word`.execute(first.db);
    await expect(open(folder)).rejects.toMatchObject({ kind: 'unavailable', code: 'folder_in_use' });
    await first.close();
    expect(statSync(join(folder, 'db')).mode & 0o777).toBe(0o700);
    expect(existsSync(join(folder, 'db.tmp'))).toBe(false);
    const second = await open(folder);
    expect((await sql`select word from kept`.execute(second.db)).rows).toEqual([{ word: 'here' }]);
    await second.close();
  }, 180_000);

  it('with the database of another release of PostgreSQL is refused with what to do', async () => {
    mkdirSync(join(dataDir, 'db'));
    writeFileSync(join(dataDir, 'db', 'PG_VERSION'), '17\n');
    await expect(open()).rejects.toMatchObject({
      code: 'database_version',
      message: expect.stringMatching(/17.*backup/s),
    });
    expect(lockIsFree()).toBe(true);
  });

  it('with something else in the place of the database is refused and left alone', async () => {
    mkdirSync(join(dataDir, 'db'));
    writeFileSync(join(dataDir, 'db', 'notes.txt'), 'mine');
    await expect(open()).rejects.toMatchObject({ code: 'folder_unusable' });
    expect(readdirSync(join(dataDir, 'db'))).toEqual(['notes.txt']);
    expect(lockIsFree()).toBe(true);
  });

  it('with a broken database is refused with what to do, and can be given up', async () => {
    const first = await open();
    await first.close();
    writeFileSync(join(dataDir, 'db', 'global', 'pg_control'), Buffer.alloc(8_192));
    await expect(open()).rejects.toMatchObject({ code: 'database_broken', message: expect.stringContaining('backup') });
    expect(lockIsFree()).toBe(true);
  }, 180_000);

  it('says the release of PostgreSQL that it holds', async () => {
    const database = await openTestDatabase('embedded');
    const { rows } = await sql<{ version: string }>`show server_version_num`.execute(database.db);
    expect(JSON.stringify(rows)).toContain(`"${embeddedVersion}`);
    await database.close();
  });
});

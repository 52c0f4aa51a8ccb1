import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAdminToken, type Server, startServer } from '../chaos/server.ts';

const run = promisify(execFile);
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const minutes = 60_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'copse-operating-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A command, with no more of an environment than is given. */
async function copse(env: Record<string, string>, ...args: string[]) {
  const options = { cwd: folder, env: { PATH: process.env.PATH, ...env } };
  return await run(process.execPath, [main, ...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code: code as number, stdout: stdout as string, stderr: stderr as string }),
  );
}

describe('commands at the database', { timeout: minutes }, () => {
  it('about what is there make nothing where nothing is, and say where they looked', async () => {
    const dataDir = join(folder, 'nowhere');
    for (const args of [
      ['backup', 'a.gz'],
      ['token', 'admin', '--local'],
    ]) {
      const { code, stdout, stderr } = await copse({ DATA_DIR: dataDir }, ...args);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^copse: There is no database in .+nowhere\. Set DATA_DIR, or DATABASE_URL/);
    }
    expect(existsSync(dataDir)).toBe(false);
  });

  it('say in a sentence that a server does not answer, which setting led there, and no password', async () => {
    const { code, stderr } = await copse({ DATABASE_URL: 'postgres://copse:geheim@127.0.0.1:2/commons' }, 'serve');
    expect(code).toBe(1);
    expect(stderr).toBe(
      'copse: The database that DATABASE_URL names, copse@127.0.0.1:2/commons, cannot be reached: nothing listens there (ECONNREFUSED).\n',
    );
  });

  it('config prints what it refuses, and refuses it', async () => {
    const { code, stdout, stderr } = await copse({ PORT: 'http', COPSE_URL: 'commons.example' }, 'config');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^PORT=http$/m);
    expect(stderr).toMatch(/- PORT: .+\n- COPSE_URL: .+\n$/);
  });
});

describe('beside a server on the embedded database', { timeout: 2 * minutes }, () => {
  let server: Server;
  let place: { dataDir: string; adminToken: string };
  let env: Record<string, string>;
  beforeAll(async () => {
    place = { dataDir: join(folder, 'data'), adminToken: makeAdminToken() };
    env = { DATA_DIR: place.dataDir };
    server = await startServer(place);
  }, 2 * minutes);
  afterAll(() => server?.stop());

  it('a start says where it is, which database it has, and where the token is', () => {
    expect(server.output()).toMatch(/^ {2}Database: the embedded database in .+data /m);
    expect(server.output()).toMatch(/^ {2}Search: the database$/m);
    expect(server.output()).toMatch(/^ {2}The administrator's token is what COPSE_ADMIN_TOKEN says\.$/m);
  });

  it('commands find it by the data folder, whatever port it took', async () => {
    const { code, stdout } = await copse({ ...env, COPSE_ADMIN_TOKEN: place.adminToken }, 'token', 'admin');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^copse_\w+\n$/)]);
    expect(readFileSync(join(place.dataDir, 'address'), 'utf8')).toBe(`${server.url}\n`);
  });

  it('a backup is written once, and over another file only by force', async () => {
    const first = await copse(env, 'backup', 'commons.gz');
    expect(first).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`Written to ${join(folder, 'commons.gz')}`),
      stderr: `Backing up the embedded database in ${place.dataDir}\n`,
    });
    const second = await copse(env, 'backup', 'commons.gz');
    expect([second.code, second.stderr]).toEqual([2, expect.stringMatching(/is there already.+--force/)]);
    expect((await copse(env, 'backup', '--force', 'commons.gz')).code).toBe(0);
    expect((await copse(env, 'backup', '--force', '/dev/null')).stderr).toContain('is no plain file');
    expect((await copse(env, 'backup', 'no/commons.gz')).stderr).toMatch(/There is no folder .+no to write to/);
    expect(readdirSync(folder)).toEqual(['commons.gz', 'data']);
  });

  it('a restore goes elsewhere, and ends by saying how to come by a token', async () => {
    const refused = await copse(env, 'restore', '--force', 'commons.gz');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('Another Copse (process')]);
    const { code, stdout, stderr } = await copse({ DATA_DIR: join(folder, 'new') }, 'restore', 'commons.gz');
    expect([code, stderr]).toEqual([0, `Restoring into the embedded database in ${join(folder, 'new')}\n`]);
    expect(stdout).toMatch(/Every token works .+\n.+new\/admin-token; "copse token admin --local --scopes .+" makes/);
  });

  it('leaves no address behind when it is stopped', async () => {
    await server.stop();
    expect(existsSync(join(place.dataDir, 'address'))).toBe(false);
  });
});

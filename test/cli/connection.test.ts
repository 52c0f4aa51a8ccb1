import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { resolveConnection } from '../../src/cli/connection.ts';
import { ApiFailure, describeProblem } from '../../src/cli/failures.ts';
import { noteAddress } from '../../src/cli/local/address.ts';

const admin = 'admin-'.padEnd(32, 'x');

describe('resolveConnection', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'copse-data-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('takes what is said, then the environment, then the instance on this machine', async () => {
    expect(
      await resolveConnection(
        { url: 'https://a.example/', token: 't' },
        { COPSE_URL: 'https://b.example', COPSE_TOKEN: 'u' },
      ),
    ).toMatchObject({ url: 'https://a.example', token: 't' });
    expect(
      await resolveConnection({}, { COPSE_URL: 'https://b.example/commons/api/v1', COPSE_TOKEN: 'u\n' }),
    ).toMatchObject({ url: 'https://b.example/commons', token: 'u' });
    expect(await resolveConnection({}, { DATA_DIR: folder, COPSE_ADMIN_TOKEN: admin })).toMatchObject({
      url: 'http://127.0.0.1:3000',
      token: admin,
    });
  });

  test.each([
    [{ PORT: '4820' }, 'http://127.0.0.1:4820'],
    [{ HOST: '0.0.0.0', PORT: '80' }, 'http://127.0.0.1:80'],
    [{ HOST: '::', PORT: '0' }, 'http://127.0.0.1:3000'],
    [{ HOST: '::1' }, 'http://[::1]:3000'],
  ])('of this machine goes by HOST and PORT: %j', async (settings, url) => {
    const env = { DATA_DIR: folder, COPSE_TOKEN: 't', ...settings };
    expect(await resolveConnection({}, env)).toMatchObject({ url, source: expect.stringContaining('HOST and PORT') });
  });

  test('of this machine goes by what the running server wrote down, and no longer when it has ended', async () => {
    const env = { DATA_DIR: folder, COPSE_ADMIN_TOKEN: admin, PORT: '4000' };
    const forget = await noteAddress(folder, 'http://127.0.0.1:4821');
    expect(await resolveConnection({}, env)).toMatchObject({
      url: 'http://127.0.0.1:4821',
      token: admin,
      source: expect.stringContaining(join(folder, 'address')),
    });
    await forget();
    expect(await resolveConnection({}, env)).toMatchObject({ url: 'http://127.0.0.1:4000' });
  });

  test('keeps the note of the server that came later', async () => {
    const forget = await noteAddress(folder, 'http://127.0.0.1:4821');
    await noteAddress(folder, 'http://127.0.0.1:4822');
    await forget();
    expect(await resolveConnection({}, { DATA_DIR: folder, COPSE_TOKEN: 't' })).toMatchObject({
      url: 'http://127.0.0.1:4822',
    });
  });

  test.each(['https://elsewhere.example', 'http://203.0.113.7:3000', 'nonsense', ''])(
    'is not sent elsewhere by a folder: %j',
    async (note) => {
      await writeFile(join(folder, 'address'), note);
      const env = { DATA_DIR: folder, COPSE_TOKEN: 't' };
      expect(await resolveConnection({}, env)).toMatchObject({ url: 'http://127.0.0.1:3000' });
    },
  );

  test("takes the admin's token from the data folder for an instance on this machine only", async () => {
    await writeFile(join(folder, 'admin-token'), 'copse_abc\n');
    const env = { DATA_DIR: folder };
    for (const url of ['http://localhost:3000', 'http://127.0.0.1:8080', 'http://[::1]:3000']) {
      expect(await resolveConnection({ url }, env)).toMatchObject({ url, token: 'copse_abc' });
    }
    await expect(resolveConnection({ url: 'https://commons.example' }, env)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('--token'),
    });
  });

  test('takes the tokens from files that the environment names', async () => {
    const file = join(folder, 'secret');
    await writeFile(file, `${admin}\n`);
    for (const name of ['COPSE_TOKEN_FILE', 'COPSE_ADMIN_TOKEN_FILE'])
      expect(await resolveConnection({}, { DATA_DIR: folder, [name]: file })).toMatchObject({ token: admin });
  });

  test.each([
    [{ url: 'commons.example' }, /not the address/],
    [{ url: 'ftp://commons.example' }, /not the address/],
    [{ token: 'two words' }, /characters/],
  ])('refuses %j', async (options, message) => {
    await expect(resolveConnection(options, {})).rejects.toThrow(message);
  });
});

describe('a problem of the API', () => {
  test.each([
    [
      422,
      {
        detail: '/title is required',
        errors: [
          { pointer: '/title', detail: 'is required' },
          { pointer: '/body', detail: 'is too long' },
        ],
      },
      '/title is required (/body is too long)',
    ],
    [500, { detail: 'Something went wrong.', request_id: 'r1' }, 'Something went wrong. [request r1]'],
    [502, null, 'The server answered 502.'],
    [403, { detail: 'Line one\nline two' }, 'Line one line two'],
  ])('%i %j is one line', (status, body, text) => {
    expect(describeProblem(status, body)).toBe(text);
  });

  test.each([
    ['7', 7],
    ['0', 0],
    [new Date(Date.now() + 60_000).toUTCString(), 60],
    ['soon', undefined],
    [null, undefined],
  ])('asks to wait by Retry-After: %j', (header, seconds) => {
    const { retryAfterSeconds } = new ApiFailure(503, {}, header);
    if (seconds === undefined) expect(retryAfterSeconds).toBeUndefined();
    else expect(Math.abs(retryAfterSeconds! - seconds)).toBeLessThan(3);
  });
});

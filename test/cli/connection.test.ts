import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolveConnection } from '../../src/cli/connection.ts';
import { ApiFailure, describeProblem } from '../../src/cli/failures.ts';

describe('resolveConnection', () => {
  test('takes what is said, then the environment, then the instance on this machine', async () => {
    expect(
      await resolveConnection(
        { url: 'https://a.example/', token: 't' },
        { COPSE_URL: 'https://b.example', COPSE_TOKEN: 'u' },
      ),
    ).toEqual({ url: 'https://a.example', token: 't' });
    expect(await resolveConnection({}, { COPSE_URL: 'https://b.example/commons/api/v1', COPSE_TOKEN: 'u\n' })).toEqual({
      url: 'https://b.example/commons',
      token: 'u',
    });
    expect(await resolveConnection({}, { COPSE_ADMIN_TOKEN: 'admin' })).toEqual({
      url: 'http://127.0.0.1:3000',
      token: 'admin',
    });
  });

  test("takes the admin's token from the data folder for an instance on this machine only", async () => {
    const folder = await mkdtemp(join(tmpdir(), 'copse-data-'));
    await writeFile(join(folder, 'admin-token'), 'copse_abc\n');
    const env = { DATA_DIR: folder };
    for (const url of ['http://localhost:3000', 'http://127.0.0.1:8080', 'http://[::1]:3000']) {
      expect(await resolveConnection({ url }, env)).toEqual({ url, token: 'copse_abc' });
    }
    await expect(resolveConnection({ url: 'https://commons.example' }, env)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('--token'),
    });
    await rm(folder, { recursive: true });
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

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from './client.ts';
import { openServerPlace, type ServerPlace } from './place.ts';
import { type Server, startServer } from './server.ts';

const run = promisify(execFile);
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const minutes = 60_000;

describe('a data folder that a server runs on', { timeout: 2 * minutes }, () => {
  let place: ServerPlace;
  let server: Server;
  beforeAll(async () => {
    place = await openServerPlace('embedded');
    server = await startServer(place);
  }, 2 * minutes);
  afterAll(async () => {
    await server?.stop();
    await place?.close();
  });

  const copse = async (...args: string[]) =>
    await run(process.execPath, [main, ...args], {
      env: { PATH: process.env.PATH, DATA_DIR: place.dataDir, PORT: '0' },
    }).then(
      ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
      ({ code, stdout, stderr }) => ({ code: code as number, stdout: stdout as string, stderr: stderr as string }),
    );

  it('is refused to a second one, in a sentence that says who has it and what to do', async () => {
    const { code, stdout, stderr } = await copse('serve');
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^copse: Another Copse \(process \d+\) is running on .+ end that one first, or set DATABASE_URL .+\n$/,
    );
    expect((await createClient(server.url)('GET', '/health/ready')).status).toBe(200);
  });

  it('gives out a token through the one that runs', async () => {
    const { code, stdout } = await copse('token', 'admin', '--local', '--scopes', 'read,publish');
    expect(code).toBe(0);
    const send = createClient(server.url, stdout.trim());
    expect((await send('GET', '/api/v1/me')).json()).toMatchObject({ handle: 'admin', scopes: ['publish', 'read'] });
  });

  it('is taken over as soon as that one has been killed', async () => {
    await server.kill();
    server = await startServer(place);
    expect((await createClient(server.url)('GET', '/health/ready')).status).toBe(200);
  });
});

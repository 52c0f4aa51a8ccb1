import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { listen } from '../../src/cli/local/listen.ts';

describe('listening', () => {
  test('answers where this machine reaches the server', async () => {
    const app = Fastify();
    expect(await listen(app, { host: '0.0.0.0', port: 0 })).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await app.close();
  });

  test('on a port that is taken, or an address of another machine, names the setting', async () => {
    const first = Fastify();
    const port = Number(new URL(await listen(first, { host: '127.0.0.1', port: 0 })).port);
    await expect(listen(Fastify(), { host: '127.0.0.1', port })).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(new RegExp(`^Port ${port} of 127.0.0.1 is taken .*PORT`)),
    });
    await expect(listen(Fastify(), { host: '203.0.113.7', port: 0 })).rejects.toThrow(/^HOST is 203\.0\.113\.7/);
    await first.close();
  });
});

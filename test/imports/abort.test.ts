import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';

/** What only shows over a real connection. */
describe('POST /imports/works over a connection', () => {
  let app: TestApp;
  let url: string;
  beforeAll(async () => {
    app = await startTestApp();
    url = await app.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => await app.close());

  const line = (path: string) =>
    JSON.stringify({ title: path, body: `Text of ${path}`, license: 'CC0-1.0', origin: { source: 'abort', path } });
  const headers = () => ({ authorization: `Bearer ${app.adminToken}`, 'content-type': 'application/x-ndjson' });
  const count = async () =>
    (await app.db.selectFrom('works').select('id').where('origin_source', '=', 'abort').execute()).length;

  test('whoever goes away stops it after the batch that is being written', async () => {
    const body = Array.from({ length: 500 }, (_, n) => line(`n${n}`)).join('\n');
    await new Promise<void>((resolve, reject) => {
      const sent = request(`${url}/api/v1/imports/works`, { method: 'POST', headers: headers() }, (response) => {
        response.once('data', () => {
          response.destroy();
          resolve();
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
    await settled(count);
    const committed = await count();
    expect(committed % 100).toBe(0);
    expect(committed).toBeLessThan(500);
    const again = await fetch(`${url}/api/v1/imports/works`, { method: 'POST', headers: headers(), body });
    const statuses = (await again.text())
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text).status);
    expect(statuses.filter((status) => status === 'unchanged')).toHaveLength(committed);
    expect(statuses.filter((status) => status === 'created')).toHaveLength(500 - committed);
  });

  test('413 for a body of unknown length that goes on and on', async () => {
    const status = await new Promise<number | undefined>((resolve) => {
      const sent = request(`${url}/api/v1/imports/works`, { method: 'POST', headers: headers() }, (response) =>
        resolve(response.statusCode),
      );
      sent.on('error', () => {});
      const chunk = 'x'.repeat(64 * 1024);
      const write = () => {
        while (sent.write(chunk));
        sent.once('drain', write);
      };
      write();
    });
    expect(status).toBe(413);
  });
});

/** Until the number stays the same for a while. */
async function settled(read: () => Promise<number>): Promise<void> {
  for (let last = -1, now = await read(); now !== last; now = await read()) {
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
  }
}

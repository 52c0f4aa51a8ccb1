import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findHead } from '../../../src/changes/list.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create } from '../../support/works.ts';

const metricsToken = 'metrics_token_0123456789';

describe.each(databaseKinds)('GET /metrics on %s', (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp(kind, { metricsToken });
  });
  afterAll(async () => await app.close());

  const get = async (remoteAddress: string, headers: Record<string, string> = {}) =>
    await app.app.inject({ method: 'GET', url: '/metrics', remoteAddress, headers });
  const value = (text: string, name: string) =>
    Number(new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1]);

  it('200 for a program on this machine: requests, how far search is behind, which engine answers', async () => {
    const ana = await app.contributor('ana-ruiz');
    await create(app, ana.token, { title: 'Measured' });
    await app.db.insertInto('followers').values({ name: 'search:postgres' }).execute();
    const answer = await get('127.0.0.1');
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(answer.headers['content-type']).toContain('text/plain');
    const { body } = answer;
    const count = 'copse_http_request_duration_seconds_count{method="POST",route="/api/v1/articles",status="201"}';
    expect(value(body, count)).toBe(1);
    const head = await findHead(app.db);
    expect(value(body, 'copse_follower_lag_lines{follower="search:postgres"}')).toBe(head);
    expect(value(body, 'copse_follower_lag_seconds{follower="search:postgres"}')).toBeGreaterThan(0);
    expect(value(body, 'copse_follower_failing{follower="search:postgres"}')).toBe(0);
    expect(value(body, 'copse_search_degraded')).toBe(0);
    expect(value(body, 'copse_build_info{version="test"}')).toBe(1);
    expect(value(body, 'process_resident_memory_bytes')).toBeGreaterThan(0);
    expect((await get('::1')).statusCode).toBe(200);
    expect((await get('::ffff:127.0.0.1')).statusCode).toBe(200);
  });

  it.each([
    ['x-forwarded-for', '127.0.0.1'],
    ['forwarded', 'for=127.0.0.1'],
    ['via', '1.1 proxy'],
    ['x-forwarded-proto', 'https'],
  ])('401 for what a proxy on this machine passes on: %s', async (name, text) => {
    const answer = await get('127.0.0.1', { [name]: text });
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'metrics_token_invalid']);
  });

  it('401 from elsewhere without the token, and with any other; 200 with it', async () => {
    expect((await get('192.0.2.7')).json()).toMatchObject({ status: 401, code: 'metrics_token_invalid' });
    for (const wrong of [`${metricsToken}x`, metricsToken.slice(1), app.adminToken])
      expect((await get('192.0.2.7', { authorization: `Bearer ${wrong}` })).statusCode).toBe(401);
    expect((await get('192.0.2.7', { authorization: `Bearer ${metricsToken}` })).statusCode).toBe(200);
  });

  it('403 from elsewhere where no token is set', async () => {
    const other = await startTestApp(kind);
    const answer = await other.app.inject({ method: 'GET', url: '/metrics', remoteAddress: '192.0.2.7' });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'metrics_private']);
    await other.close();
  });
});

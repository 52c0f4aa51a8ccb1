import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.ts';

/** nginx holds 4 KiB of an answer's headers unless told otherwise, and answers 502 to more. */
const mostBytes = 4_096;

describe('the headers of an answer', () => {
  let app: TestApp;
  let id: string;
  beforeAll(async () => {
    app = await startTestApp();
    const credits = Array.from({ length: 100 }, (_, index) => ({
      name: `Person ${index}`,
      url: `https://e.example/${index}/${'x'.repeat(1_900)}`,
    }));
    const made = await app.send('POST', '/articles', {
      token: app.adminToken,
      body: { title: '字'.repeat(300), tags: ['字'.repeat(60)], credits },
    });
    expect(made.statusCode).toBe(201);
    id = made.json().id;
    await app.send('POST', '/articles', { token: app.adminToken, body: { title: 'Another', tags: ['字'.repeat(60)] } });
  });
  afterAll(async () => await app.close());

  const words = encodeURIComponent('字'.repeat(500));
  const tags = `tag=${encodeURIComponent('字'.repeat(60))}&`.repeat(20);

  const paths: [string, () => string][] = [
    ...['', '.md', '.jsonld', '.json'].map((ending): [string, () => string] => [
      `of a work${ending}`,
      () => `/api/v1/works/${id}${ending}`,
    ]),
    ...['rss', 'atom', 'json'].map((form): [string, () => string] => [
      `of a feed (${form}) for many words`,
      () => `/feed.${form}?q=${words}`,
    ]),
    ['of a feed with many filters', () => `/feed.atom?${tags}limit=1`],
    ['of a list with many filters', () => `/api/v1/works?${tags}limit=1`],
  ];
  it.each(paths)('fit into what proxies hold, however much there is to say: %s', async (_name, pathOf) => {
    const { headers, statusCode } = await app.send('GET', pathOf());
    expect(statusCode, pathOf()).toBe(200);
    const bytes = Object.entries(headers).reduce(
      (sum, [name, value]) => sum + name.length + String(value).length + 4,
      0,
    );
    expect(bytes, String(headers.link)).toBeLessThan(mostBytes);
  });

  it('name the licence and the address of a work whatever else there is', async () => {
    const { headers } = await app.send('GET', `/works/${id}`);
    for (const rel of ['license', 'cite-as', 'alternate', 'author']) expect(headers.link).toContain(`rel="${rel}"`);
  });
});

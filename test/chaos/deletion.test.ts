import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseKinds } from '../support/databases.ts';
import { createClient, type Send } from './client.ts';
import { openServerPlace, type ServerPlace } from './place.ts';
import { type Server, startServer } from './server.ts';

const minutes = 60_000;
const word = 'quillwort';

describe.each(databaseKinds)('DELETE, where nobody follows the change log, on %s', (kind) => {
  let place: ServerPlace;
  let server: Server;
  let send: Send;
  let work: { id: string; slug: string; etag: string };

  /** Indexed by a worker that runs, then served without one. */
  beforeAll(async () => {
    place = await openServerPlace(kind);
    const indexing = await startServer(place);
    const asAdmin = createClient(indexing.url, place.adminToken);
    const made = await asAdmin('POST', '/api/v1/articles', {
      body: { title: `On ${word}`, body: `All about ${word}.`, tags: [word] },
    });
    const { id, slug } = made.json() as { id: string; slug: string };
    work = { id, slug, etag: made.headers.get('etag')! };
    while ((await found(createClient(indexing.url))) === 0) await sleep(50);
    await indexing.stop();
    server = await startServer({ ...place, options: ['--no-worker'] });
    send = createClient(server.url);
  }, 3 * minutes);
  afterAll(async () => {
    await server?.stop();
    await place?.close();
  });

  const found = async (reader: Send) => {
    const answer = await reader('GET', `/api/v1/search?q=${word}`);
    expect(answer.status, answer.text).toBe(200);
    return (answer.json().items as unknown[]).length;
  };
  const places = () => [
    ...[
      `/api/v1/search?q=${word}`,
      '/api/v1/search?q=',
      `/api/v1/suggest?q=${word}`,
      `/api/v1/works?tag=${word}`,
      '/api/v1/works?include=body,html',
    ],
    ...['rss', 'atom', 'json'].flatMap((form) => [
      `/feed.${form}`,
      `/feed.${form}?q=${word}`,
      `/feed.${form}?tag=${word}`,
    ]),
  ];
  const representations = () => [
    ...[
      `/api/v1/works/${work.id}`,
      `/api/v1/articles/${work.slug}`,
      `/api/v1/works/${work.id}/revisions`,
      `/api/v1/works/${work.id}/revisions/1`,
    ],
    ...[
      `/api/v1/works/${work.id}.md`,
      `/api/v1/works/${work.id}.jsonld`,
      `/api/v1/works/${work.id}/attribution?format=text`,
      `/articles/${work.slug}`,
    ],
  ];

  it('is answered 204, and no search, list, feed or representation shows the work from then on', async () => {
    for (const path of places()) expect((await send('GET', path)).text, path).toContain(work.id);
    for (const path of representations()) expect((await send('GET', path)).status, path).toBe(200);

    const asAdmin = createClient(server.url, place.adminToken);
    const answer = await asAdmin('DELETE', `/api/v1/articles/${work.id}?reason=mistaken`, {
      headers: { 'if-match': work.etag },
    });
    expect(answer.status).toBe(204);

    for (const path of places()) {
      const { status, text } = await send('GET', path);
      expect(status, path).toBe(200);
      expect(text, path).not.toContain(work.id);
      expect(text, path).not.toContain(`On ${word}`);
    }
    for (const path of representations()) {
      const { status, text } = await send('GET', path);
      expect(status, path).toBe(410);
      expect(text, path).not.toContain(`All about ${word}`);
    }
  });
});

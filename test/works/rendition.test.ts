import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { articles } from '../../src/articles/kind.ts';
import { joinMembers, renderMembers } from '../../src/works/rendition.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { databaseKinds } from '../support/databases.ts';
import { create, type Got, redact, revise } from '../support/works.ts';

const content = {
  ...{
    title: 'T',
    summary: '',
    body: 'A "body" \u2028 学習',
    language: 'en',
    community: 'c',
    tags: [],
    credits: [],
    relations: [],
  },
  practice: { problem: 'P', steps: [{ title: 'One', body: '*x*' }, { title: 'Two' }] },
};
const texts = { html: { '/body': '<p>A</p>', '/practice/steps/0/body': '<p>x</p>' }, outline: [], excerpt: 'A' };

test('the members of a rendition join the rest of a work to one object', () => {
  const members = renderMembers(articles, content, texts);
  expect(JSON.parse(members)).toEqual({
    ...{ excerpt: 'A', body: content.body, html: '<p>A</p>', outline: [] },
    practice: {
      problem: 'P',
      steps: [
        { title: 'One', body: '*x*', html: '<p>x</p>' },
        { title: 'Two', html: '' },
      ],
    },
  });
  expect(JSON.parse(joinMembers({ id: '1', url: null }, members))).toEqual({
    id: '1',
    url: null,
    ...JSON.parse(members),
  });
});

describe.each(databaseKinds)('renditions on %s', (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp(kind);
  });
  afterAll(async () => await app.close());

  const stored = async (): Promise<Map<string, unknown>> => {
    const rows = await app.db.selectFrom('renditions').select(['work_id', 'members']).execute();
    return new Map(rows.map(({ work_id, members }) => [work_id, JSON.parse(members)]));
  };

  test('are made by the migration as they are by a write', async () => {
    const { token } = await app.contributor('ana');
    const { practice } = content;
    for (const one of [
      {},
      { practice },
      { practice: { problem: 'P' } },
      { practice: { steps: [] } },
      { practice: null },
    ])
      await create(app, token, { body: content.body, ...one });
    const written = await stored();
    expect(written.size).toBe(5);
    const script = readFileSync(new URL('../../schema/0008_renditions.sql', import.meta.url), 'utf8');
    await app.db.deleteFrom('renditions').execute();
    await sql.raw(script.slice(script.indexOf('insert into renditions'))).execute(app.db);
    expect(await stored()).toEqual(written);
  });

  test('say what the schema of the answer lets out', async () => {
    const { token } = await app.contributor('cleo');
    const target = await create(app, token);
    const step = { title: 'a', body: '# h\n*x*', minutes: 3, pitfall: 'p' };
    const practice = { problem: 'x', steps: [step], participants: { min: 1 }, minutes: {}, setting: ['online'] };
    const works = [
      ...[{ body: '' }, { practice: {} }, { practice: { ...practice, difficulty: 'easy', review_by: '2027-01-01' } }],
      { relations: [{ type: 'about', url: 'https://example.org/x' }] },
      { relations: [{ type: 'derived_from', target: target.id, note: 'n' }] },
      { body: 'a \u2028 "q" \\ </script> 😀 \t', summary: 'S', tags: ['a', 'B'], status: 'draft' },
      { origin: { url: 'https://e.example/a?b#c' }, credits: [{ name: 'Zoe', role: 'translator' }] },
    ];
    for (const work of works) {
      const answer = await app.send('POST', '/articles', { token, body: { title: 'T', body: 'B', ...work } });
      expect(answer.statusCode, answer.body).toBe(201);
      const { id } = answer.json();
      for (const path of [`/articles/${id}`, `/works/${id}`, `/works/${id}.json`])
        expect((await app.send('GET', path, { token })).json(), path).toEqual(answer.json());
    }
  });

  test('are those of the current revision, and of a redacted one there is none', async () => {
    const { token } = await app.contributor('bo');
    const steward = await app.contributor('stella', ['read', 'publish', 'steward']);
    const first = await create(app, token, { body: 'One.' });
    const second: Got = await revise(app, first, token, { body: 'Two.' });
    expect((await stored()).get(second.id)).toMatchObject({ body: 'Two.' });
    await redact(app, second.id, 1, steward.token);
    expect((await stored()).get(second.id)).toMatchObject({ body: 'Two.' });
    await redact(app, second.id, 2, steward.token);
    expect((await stored()).has(second.id)).toBe(false);
  });
});

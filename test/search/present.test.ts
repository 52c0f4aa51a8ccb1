import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Found } from '../../src/search/engine.ts';
import { matchPhrases } from '../../src/search/highlight.ts';
import { createPresentHits, type PresentHits } from '../../src/search/present.ts';
import { includesOf } from '../../src/works/card.ts';
import { startTestApp, type TestApp, type TestContributor } from '../support/app.ts';
import { databaseKinds } from '../support/databases.ts';
import { chooseCredit, create, redact, revise, withdraw } from '../support/works.ts';

describe.each(databaseKinds)('what is shown of what an index found, on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  let presentHits: PresentHits;
  beforeAll(async () => {
    app = await startTestApp(kind);
    ana = await app.contributor('ana-ruiz');
    presentHits = createPresentHits(app.db, app.urls);
  });
  afterAll(async () => await app.close());

  const finding = async (found: Found[]) => ({ found });
  const matcher = matchPhrases([{ words: ['lantern'], worth: 1 }]);
  const at = (version: number, section = 0, start = 0) => ({ version, section, start });
  const hitsOf = async (id: string, place = at(1), filters = {}) =>
    await presentHits(finding([{ id, place, matcher }]), filters);
  const text = 'A lantern.\n\n## Later\n\nAnother lantern, late.';

  test('is as the database has it at that moment, however often it was asked for', async () => {
    const work = await create(app, ana.token, { title: 'Lantern walk', body: text });
    for (let n = 0; n < 2; n += 1) {
      const [hit] = await hitsOf(work.id, at(1, 1));
      expect(hit).toMatchObject({
        anchor: 'h-later',
        card: { title: 'Lantern walk', authors: [{ name: 'Ana Ruiz' }] },
      });
      expect(hit!.highlight).toEqual({
        title: '<mark>Lantern</mark> walk',
        body: 'Another <mark>lantern</mark>, late.',
      });
    }
    await chooseCredit(app, ana.id, 'none');
    expect((await hitsOf(work.id))[0]!.card.authors).toEqual([]);
    const revised = await revise(app, work, ana.token, { title: 'Walk', body: 'No more light.' });
    const [hit] = await hitsOf(work.id, at(1, 1));
    expect(hit!.card.title).toBe('Walk');
    // The place was in the text as it was before.
    expect([hit!.anchor, hit!.highlight.body]).toEqual([null, 'No more light.']);
    await withdraw(app, revised, ana.token, 'Old');
    expect(await hitsOf(work.id)).toEqual([]);
  });

  test('is read once until something changes anywhere', async () => {
    const work = await create(app, ana.token, { title: 'Kept', body: text });
    await hitsOf(work.id);
    // What nobody does: a change that the log does not tell of.
    await app.db.updateTable('works').set({ title: 'Changed' }).where('id', '=', work.id).execute();
    expect((await hitsOf(work.id))[0]!.card.title).toBe('Kept');
    expect((await hitsOf(work.id, at(1), { kind: ['article'] }))[0]!.card.title).toBe('Changed');
    await create(app, ana.token, { title: 'Something else' });
    expect((await hitsOf(work.id))[0]!.card.title).toBe('Changed');
  });

  test('is nothing where the work does not pass the filters, is not public, or never was', async () => {
    const work = await create(app, ana.token, { title: 'Filtered', tags: ['one'] });
    expect(await hitsOf(work.id, at(1), { tag: ['one'] })).toHaveLength(1);
    expect(await hitsOf(work.id, at(1), { tag: ['two'] })).toEqual([]);
    expect(await hitsOf('01890000-0000-7000-8000-000000000000')).toEqual([]);
    const steward = await app.contributor(`steward-${kind}`, ['read', 'publish', 'steward']);
    await redact(app, work.id, 1, steward.token, 'Names somebody');
    expect(await hitsOf(work.id)).toEqual([]);
  });

  test('keeps the order, and with texts ends where a page is full', async () => {
    const body = `${'word '.repeat(100)}\n\n`.repeat(1_600);
    const works = [];
    for (const title of ['A', 'B', 'C']) works.push(await create(app, ana.token, { title, body }));
    const found = works.toReversed().map(({ id }) => ({ id, matcher }));
    const titles = async (include?: string[]) =>
      (await presentHits(finding(found), {}, includesOf(include))).map(({ card }) => card.title);
    expect(await titles()).toEqual(['C', 'B', 'A']);
    expect((await titles(['body,html'])).length).toBeLessThan(3);
    expect((await presentHits(finding(found.slice(0, 1)), {}, includesOf(['body'])))[0]!.card.body).toBe(body);
  });
});

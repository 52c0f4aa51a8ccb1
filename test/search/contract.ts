import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catchUp } from '../../src/changes/catch-up.ts';
import { buildDocuments } from '../../src/search/documents.ts';
import type { SearchEngine, SearchResult } from '../../src/search/engine.ts';
import type { PostgresEngine } from '../../src/search/engines/postgres.ts';
import { followerOf, followWorks } from '../../src/search/follower.ts';
import { createPresentHits, type SearchHit } from '../../src/search/present.ts';
import { findCards } from '../../src/works/cards.ts';
import type { WorkFilters } from '../../src/works/filters.ts';
import { startTestApp, type TestApp, type TestContributor } from '../support/app.ts';
import type { DatabaseKind } from '../support/databases.ts';
import { chooseCredit, create, type Got, publish, redact, revise, withdraw } from '../support/works.ts';
import { texts } from './texts.ts';

/** What, and the query. */
const oddQueries: readonly [string, string][] = [
  ['only punctuation', '?! — …'],
  ['operators of any query language', `"a" & 'b' | !c <-> (d:*) -e AND NOT \\f`],
  ['quotes and backslashes', `'; drop table works; -- \\`],
  ['no word anybody wrote', 'qqqqqqqqwwwwwwwwxxxxxxxx'],
  ['one letter', 'a'],
  ['one Chinese letter', '实'],
  ['the same word a hundred times', 'group '.repeat(80)],
  ['a hundred words', Array.from({ length: 100 }, (_, n) => `w${n}`).join(' ')],
  ['a word without end', 'x'.repeat(500)],
  ['five hundred Chinese letters', '实践共同体'.repeat(100)],
  ['marks alone', '\u0301'.repeat(100)],
  ['emoji', '👩‍🚀🚀'.repeat(20)],
  ['every other letter wrong', 'fxcxlxtxtxrx jxuxnxyx mxpxixgx '.repeat(10)],
  ['right-to-left marks', '\u202e\u2066group\u2069'],
];

/** What every search engine must do, whatever it is made of. The engine is over the database of the application. */
export function testSearchEngine(
  kind: DatabaseKind,
  createEngine: (app: TestApp) => SearchEngine | Promise<SearchEngine>,
): void {
  let app: TestApp;
  let engine: SearchEngine;
  let ana: TestContributor;
  const works = new Map<string, Got>();

  /** All engines follow, whichever is asked. */
  async function follow(): Promise<void> {
    if (engine.name !== 'postgres')
      await catchUp(app.db, followerOf('postgres'), followWorks(app.db, app.deps.search.engines[0]!));
    await catchUp(app.db, followerOf(engine.name), followWorks(app.db, engine));
  }

  /** As the route does it: the engine's order, of those that anyone may see now. */
  async function find(
    q: string,
    filters: WorkFilters = {},
    page = { offset: 0, limit: 20 },
  ): Promise<Omit<SearchResult, 'found'> & { titles: string[]; hits: (Omit<SearchHit, 'card'> & { id: string })[] }> {
    const finding = engine.search({ q, filters, ...page });
    const shown = await createPresentHits(app.db, app.urls)(finding, filters);
    const { found: _, ...result } = await finding;
    const hits = shown.map(({ card, ...hit }) => ({ id: card.id, ...hit }));
    return { ...result, hits, titles: shown.map(({ card }) => card.title) };
  }
  const suggested = async (q: string, limit: number): Promise<string[]> => {
    const ids = await engine.suggest(q, limit);
    const cards = await findCards(app.db, app.urls, ids);
    return ids.flatMap((id) => cards.get(id)?.title ?? []);
  };
  const titlesFor = async (q: string, filters: WorkFilters = {}) => (await find(q, filters)).titles;

  async function article(title: string, fields: object = {}): Promise<Got> {
    const work = await create(app, ana.token, { title, ...fields });
    works.set(title, work);
    return work;
  }

  beforeAll(async () => {
    app = await startTestApp(kind);
    engine = await createEngine(app);
    ana = await app.contributor('ana-ruiz', ['read', 'publish', 'steward']);
    for (const { title, ...fields } of texts) await article(title, fields);
    await follow();
  });
  afterAll(async () => {
    await app.close();
  });

  describe('words', () => {
    test.each([
      ['a letter left out', 'jurney map', 'Journey mapping'],
      ['a letter too many', 'wirefraiming', 'Wireframing'],
      ['a wrong letter', 'facilitatir', 'Notes for a facilitator'],
      ['two letters swapped', 'cehck-in', 'Check-in round'],
      ['two errors in a long word', 'pseudonimizasion', 'Pseudonymization of records'],
      ['errors in two words', 'retrospectiv meetng', 'Retrospective meeting'],
      ['errors in Cyrillic', 'сообшество', 'Сообщество практики'],
      ['errors in Hindi', 'आचर संहिता', 'आपकी आचार संहिता'],
    ])('are found in spite of %s', async (_error, q, title) => {
      expect((await titlesFor(q))[0]).toBe(title);
    });

    test.each([
      ['storybo', 'Storyboarding'],
      ['service blu', 'Service blueprint'],
      ['сообщ', 'Сообщество практики'],
    ])('are found by their beginning: %s', async (q, title) => {
      expect((await titlesFor(q))[0]).toBe(title);
    });

    test.each([
      ['cafe meeting', 'Café meetings'],
      ['CAFÉ MEETING', 'Café meetings'],
      ['grosse gruppen', 'Große Gruppen moderieren'],
      ['groupe reflechir', "L'art de réfléchir en groupe"],
      ['art', "L'art de réfléchir en groupe"],
    ])('are found whatever their case and accents: %s', async (q, title) => {
      expect((await titlesFor(q))[0]).toBe(title);
    });

    test('that are correct are not taken for errors of frequent ones', async () => {
      expect((await titlesFor('chart'))[0]).toBe('Team chart');
      const titles = await titlesFor('charter');
      expect(titles.slice(0, 2).sort()).toEqual(['Charter review', 'Team charter']);
    });

    test('are found in titles, tags, headings, summaries, texts and practice fields', async () => {
      for (const q of [
        'ombudsperson',
        'quokkatag',
        'zeppelinheading',
        'marmaladesummary',
        'xylophonetext',
        'gazeboproblem',
        'trellisstep',
        'pergolamaterial',
      ]) {
        expect(await titlesFor(q), q).toEqual(['Ombudsperson at work']);
      }
    });
  });

  describe('order', () => {
    test('puts the whole title first, then the phrase, then all words, then most of them', async () => {
      const titles = await titlesFor('quiet hour');
      expect(titles.slice(0, 4)).toEqual(['Quiet hour', 'The quiet hour and after', 'Library rules', 'Opening times']);
    });

    test('still finds something for a long question of which a work has most words', async () => {
      const titles = await titlesFor(
        'how could a group decide anything by consent when some member has a paramount objection to it',
      );
      expect(titles[0]).toBe('Consent decision');
    });

    test('without words is newest first, exact, and without a mark', async () => {
      const { titles, facets_exact, estimated_total, hits } = await find('');
      expect(estimated_total).toBe(works.size);
      expect(facets_exact).toBe(true);
      expect(titles).toEqual(
        texts
          .map(({ title }) => title)
          .reverse()
          .slice(0, 20),
      );
      expect(hits.every(({ highlight }) => !`${highlight.title}${highlight.body}`.includes('<mark>'))).toBe(true);
    });

    test.each(['group', 'quiet hour', 'a group of members takes turns', 'jurney map'])(
      'and counts do not depend on how many are asked for: %s',
      async (q) => {
        const [all, one] = [await find(q), await find(q, {}, { offset: 0, limit: 1 })];
        expect([one.titles, one.estimated_total, one.facets]).toEqual([
          all.titles.slice(0, 1),
          all.estimated_total,
          all.facets,
        ]);
      },
    );

    test('is the same from page to page', async () => {
      const whole = await find('group', {}, { offset: 0, limit: 10 });
      const parts = [
        await find('group', {}, { offset: 0, limit: 2 }),
        await find('group', {}, { offset: 2, limit: 2 }),
        await find('group', {}, { offset: 4, limit: 6 }),
      ];
      expect(parts.flatMap(({ titles }) => titles)).toEqual(whole.titles);
      expect(new Set(parts.map(({ estimated_total }) => estimated_total)).size).toBe(1);
    });
  });

  test.each([
    ['English', 'listens without interrupting', 'Critical friends'],
    ['German', 'alle zu Wort', 'Große Gruppen moderieren'],
    ['Chinese', '学习共同体的实践', '实践共同体'],
    ['Chinese, cut elsewhere', '同体的实', '实践共同体'],
    ['Japanese', '知識の共有と', '学習サークルの手引き'],
    ['Japanese in Katakana', 'ファシリテ', '学習サークルの手引き'],
    ['Korean', '실천 공동체', '실천 공동체 안내'],
    ['Thai', 'ชุมชนนักปฏิบัติ', 'ชุมชนนักปฏิบัติ'],
    ['Hindi', 'समुदाय में सबका', 'आपकी आचार संहिता'],
    ['Arabic', 'مجتمع الممارسة المفتوح', 'كيف تبدأ'],
    ['Arabic without hamza', 'اهداف', 'كيف تبدأ'],
    ['Hebrew', 'קהילת למידה', 'מעגל'],
  ])('a phrase is found in %s', async (_language, q, title) => {
    expect((await titlesFor(q))[0]).toBe(title);
  });

  describe('synonyms', () => {
    const made: Got[] = [];
    beforeAll(async () => {
      const en = { language: 'en', license: 'CC-BY-4.0' };
      for (const { title, ...fields } of [
        { ...en, title: 'Retro of the year', body: 'Look back at twelve months.', tags: ['year'] },
        { ...en, title: 'Handbook of a CoP', body: 'How a CoP lasts.', tags: ['lasting', 'handbook'] },
        {
          ...en,
          title: 'Gardening as a community of practice',
          body: 'The practice of pruning, and how a community of practice lasts.',
          tags: ['lasting', 'garden'],
        },
        { ...en, title: 'Send a pull request', body: 'Pull first. A request follows.' },
        { title: 'Ein Leitfaden', language: 'de', body: 'Was Gesprächsleiter beachten.' },
        { title: '实践社群的开始', language: 'zh', body: '一起开始。' },
      ])
        made.push(await article(title, fields));
      await follow();
    });
    afterAll(async () => {
      for (const work of made) await withdraw(app, work, ana.token);
      for (const [title, work] of works) if (made.includes(work)) works.delete(title);
      await follow();
    });

    test.each([
      ['moderator', 'Notes for a facilitator'],
      ['moderator', 'Ein Leitfaden'],
      ['CoP', 'Gardening as a community of practice'],
      ['community of practice', 'Handbook of a CoP'],
      ['communities of practice', 'Handbook of a CoP'],
      ['how long is it that a community of practice lasts', 'Handbook of a CoP'],
      ['PR', 'Send a pull request'],
      ['merge request', 'Send a pull request'],
      ['实践社区', '实践社群的开始'],
      ['实践社群', '实践共同体'],
      ['сообщество практиков', 'Сообщество практики'],
      ['مجتمعات الممارسة', 'كيف تبدأ'],
    ])('are found: %s', async (q, title) => {
      expect(await titlesFor(q)).toContain(title);
    });

    test('come after what has the word itself', async () => {
      expect((await titlesFor('retro')).slice(0, 2)).toEqual(['Retro of the year', 'Retrospective meeting']);
      expect((await titlesFor('retrospective')).slice(0, 2)).toEqual(['Retrospective meeting', 'Retro of the year']);
      expect((await titlesFor('CoP')).slice(0, 2)).toEqual([
        'Handbook of a CoP',
        'Gardening as a community of practice',
      ]);
      expect((await titlesFor('community of practice')).slice(0, 2)).toEqual([
        'Gardening as a community of practice',
        'Handbook of a CoP',
      ]);
      expect((await titlesFor('实践社群'))[0]).toBe('实践社群的开始');
    });

    test('of one language do not lead on to another', async () => {
      expect(await titlesFor('facilitator')).not.toContain('Ein Leitfaden');
      expect((await titlesFor('Gesprächsleiter'))[0]).toBe('Ein Leitfaden');
      expect(await titlesFor('Gesprächsleiter')).not.toContain('Notes for a facilitator');
    });

    test.each(['CoP', 'community of practice'])('are counted, and pass filters: %s', async (q) => {
      const { estimated_total, facets } = await find(q, { tag: ['lasting'] });
      expect(estimated_total).toBe(2);
      expect(facets.tag).toEqual({ lasting: 2, garden: 1, handbook: 1 });
      expect(await titlesFor(q, { tag: ['handbook'] })).toEqual(['Handbook of a CoP']);
      expect(await titlesFor(q, { tag: ['garden'] })).toEqual(['Gardening as a community of practice']);
    });

    test('are marked, and their words only where they stand together', async () => {
      const highlightOf = async (q: string, title: string) =>
        (await find(q)).hits.find(({ id }) => id === works.get(title)!.id)!.highlight;
      const garden = await highlightOf('CoP', 'Gardening as a community of practice');
      const phrase = '<mark>community</mark> <mark>of</mark> <mark>practice</mark>';
      expect(garden.title).toBe(`Gardening as a ${phrase}`);
      expect(garden.body).toBe(`The practice of pruning, and how a ${phrase} lasts.`);
      const { title } = await highlightOf('community of practice', 'Handbook of a CoP');
      expect(title).toMatch(/^Handbook (of|<mark>of<\/mark>) a <mark>CoP<\/mark>$/);
      const pull = await highlightOf('merge request', 'Send a pull request');
      expect(pull.title).toBe('Send a <mark>pull</mark> <mark>request</mark>');
      expect((await highlightOf('实践社区', '实践社群的开始')).title).toBe('<mark>实践社群</mark>的开始');
    });

    test('are suggested', async () => {
      expect(await suggested('moderator', 5)).toContain('Notes for a facilitator');
    });
  });

  describe('filters and facets', () => {
    test('narrow results; a repeated filter means or, different ones and', async () => {
      expect((await titlesFor('group', { language: ['de'] })).sort()).toEqual(['Große Gruppen moderieren']);
      expect((await titlesFor('', { language: ['zh', 'ja'] })).sort()).toEqual(
        ['学習サークルの手引き', '实践共同体'].sort(),
      );
      expect(await titlesFor('', { participants: 6, setting: ['online'] })).toEqual(['Check-in round']);
      expect(await titlesFor('', { participants: 60, setting: ['online'] })).toEqual([]);
      expect(await titlesFor('check-in', { minutes: 10, difficulty: ['easy'] })).toEqual(['Check-in round']);
      expect(await titlesFor('', { tag: ['Opening'], contributor: ['ana-ruiz'] })).toEqual(['Check-in round']);
      expect(await titlesFor('', { contributor: ['nobody'] })).toEqual([]);
      expect(await titlesFor('check-in', { updated_since: '2999-01-01T00:00:00Z' })).toEqual([]);
    });

    test('count the results that pass all filters', async () => {
      const { facets, estimated_total } = await find('', { language: ['en'], tag: ['opening', 'closing'] });
      expect(estimated_total).toBe(2);
      expect(facets.tag).toEqual({ opening: 1, closing: 1, round: 2 });
      expect(facets.language).toEqual({ en: 2 });
      expect(facets.setting).toEqual({ online: 1, in_person: 1 });
      expect(facets.kind).toEqual({ article: 2 });
      expect(facets.license).toEqual({ 'CC-BY-4.0': 2 });
      expect(facets.difficulty).toEqual({ easy: 1 });
      expect(facets.maturity).toEqual({ described: 1 });
      expect(Object.values(facets.community)).toEqual([2]);
    });

    test('keep apart what differs in forms of letters only, and take any sign', async () => {
      const tags = ['figs', 'ﬁgs', '%66igs', '"; or \\"', 'ｆigs'];
      const made: Got[] = [];
      for (const tag of tags) made.push(await article(`Tagged ${tag}`, { tags: [tag, 'forms'] }));
      await follow();
      const { facets } = await find('', { tag: ['forms'] });
      expect(facets.tag).toEqual(Object.fromEntries([['forms', 5], ...tags.map((tag) => [tag, 1])]));
      for (const tag of tags) expect(await titlesFor('', { tag: [tag] })).toEqual([`Tagged ${tag}`]);
      for (const work of made) await withdraw(app, work, ana.token);
      for (const tag of tags) works.delete(`Tagged ${tag}`);
      await follow();
    });

    test('count results for words, too', async () => {
      const { facets, estimated_total, facets_exact } = await find('round');
      expect(facets_exact).toBe(true);
      expect(Object.values(facets.kind).reduce((sum, count) => sum + count, 0)).toBe(estimated_total);
      expect(facets.tag.round).toBe(2);
    });
  });

  describe('what is shown', () => {
    test('is escaped, with the words found in marks', async () => {
      const { hits } = await find('angle brackets');
      expect(hits[0]!.highlight.title).toBe(
        '<mark>Angle</mark> &lt;<mark>brackets</mark>&gt; &amp; &quot;quotes&quot;',
      );
      expect(hits[0]!.highlight.body).not.toMatch(/<(?!\/?mark>)/);
      expect(hits[0]!.highlight.body).toContain('&lt;script&gt;');
    });

    test('marks what was meant, in any script', async () => {
      expect((await find('jurney')).hits[0]!.highlight.title).toBe('<mark>Journey</mark> mapping');
      expect((await find('storyb')).hits[0]!.highlight.title).toBe('<mark>Storyboarding</mark>');
      expect((await find('共同体')).hits[0]!.highlight.title).toBe('实践<mark>共同体</mark>');
    });

    test('is the place that fits best, with the anchor of its section', async () => {
      const { hits } = await find('barometer reading');
      expect(hits[0]!.id).toBe(works.get('A very long guide')!.id);
      expect(hits[0]!.anchor).toBe('h-the-weather');
      expect(hits[0]!.highlight.body).toContain('<mark>barometer</mark>');
      expect(hits[0]!.highlight.body.length).toBeLessThan(700);
    });

    test('reaches the end of a very long section', async () => {
      const { hits } = await find('needleword');
      expect(hits[0]!.anchor).toBe('h-the-weather');
      expect(hits[0]!.highlight.body).toContain('<mark>needleword</mark>');
    });

    test('has no anchor where the title alone or the beginning fits', async () => {
      expect((await find('a very long guide')).hits[0]!.anchor).toBeNull();
    });
  });

  describe('the index decides order, never visibility', () => {
    test('what is withdrawn or redacted is not shown, nor counted, while nobody follows; nor drafts ever', async () => {
      const gone = await article('Perishable alpha', { body: 'perishable secret' });
      const dark = await article('Perishable beta', { body: 'perishable secret' });
      const back = await article('Perishable gamma', { body: 'perishable secret' });
      await create(app, ana.token, { title: 'Perishable delta', status: 'draft' });
      await follow();
      expect((await titlesFor('perishable')).length).toBe(3);
      expect((await withdraw(app, gone, ana.token)).statusCode).toBe(204);
      await redact(app, dark.id, dark.version, app.adminToken);
      const { titles, estimated_total, facets } = await find('perishable');
      expect(titles).toEqual(['Perishable gamma']);
      if (engine.name === 'postgres') expect([estimated_total, facets.kind]).toEqual([1, { article: 1 }]);
      // A new text, of which the index knows only the old one: what was taken back is not cut out of the index.
      await redact(app, back.id, back.version, app.adminToken);
      const revised = await app.send('PATCH', `/articles/${back.id}`, {
        token: ana.token,
        headers: { 'if-match': `"${back.version}.1"` },
        body: { title: 'Perishable gamma', summary: '', body: 'all clean now' },
      });
      expect(revised.statusCode, revised.body).toBe(200);
      expect(JSON.stringify((await find('perishable')).hits)).not.toContain('secret');
      await follow();
      expect(JSON.stringify((await find('secret')).hits)).not.toContain('secret');
      works.delete('Perishable alpha');
    });

    test('a work that comes back is found again', async () => {
      const work = await article('Boomerang practice');
      await follow();
      const { headers } = await withdraw(app, work, ana.token);
      await follow();
      expect(await titlesFor('boomerang')).toEqual([]);
      expect(headers).toBeDefined();
      const gone = await app.send('GET', `/articles/${work.id}`, { token: ana.token });
      await publish(app, { ...work, etag: String(gone.headers.etag) }, ana.token, 'It was a mistake');
      await follow();
      expect(await titlesFor('boomerang')).toEqual(['Boomerang practice']);
    });
  });

  describe('following', () => {
    test('a revised work is found by its new words and no longer by the old ones', async () => {
      const work = await article('Vintagetitle', { body: 'vintagebody' });
      await follow();
      await revise(app, work, ana.token, { title: 'Moderntitle', body: 'modernbody' });
      await follow();
      expect(await titlesFor('moderntitle')).toEqual(['Moderntitle']);
      expect(await titlesFor('modernbody')).toEqual(['Moderntitle']);
      expect(await titlesFor('vintagebody')).toEqual([]);
    });

    test('a letter with thousands of marks keeps no work from being found, nor its old words', async () => {
      const work = await article('Marked', { body: 'An odd oldword.', tags: ['__proto__'] });
      await follow();
      expect(await titlesFor('oldword')).toEqual(['Marked']);
      await revise(app, work, ana.token, { body: `か${'\u0301'.repeat(3_000)} newword` });
      await follow();
      expect(await titlesFor('oldword')).toEqual([]);
      const { titles, facets } = await find('newword');
      expect(titles).toEqual(['Marked']);
      expect(Object.entries(facets.tag)).toEqual([['__proto__', 1]]);
      await withdraw(app, work, ana.token);
      works.delete('Marked');
      await follow();
    });

    test('putting again changes nothing; an older state never replaces a newer one', async () => {
      const work = await article('Idempotence', { body: 'first edition' });
      const [older] = await buildDocuments(app.db, [work.id]);
      await engine.put([[older!]]);
      await engine.put([[older!]]);
      await revise(app, work, ana.token, { body: 'second edition' });
      const [newer] = await buildDocuments(app.db, [work.id]);
      await engine.put([[newer!]]);
      await engine.put([[older!]]);
      await follow();
      expect(await titlesFor('idempotence second edition')).toEqual(['Idempotence']);
      expect((await find('idempotence first edition')).hits[0]?.highlight.body).not.toContain('<mark>first</mark>');
      expect(await engine.check()).toMatchObject({ missing: 0, foreign: 0, stale: 0 });
    });

    test('removing twice, and removing what was never there, does no harm', async () => {
      const work = await article('Removable');
      await follow();
      await engine.remove([work.id, '00000000-0000-7000-8000-000000000000']);
      await engine.remove([work.id]);
      expect(await titlesFor('removable')).toEqual([]);
      await engine.put([await buildDocuments(app.db, [work.id])]);
      expect(await titlesFor('removable')).toEqual(['Removable']);
    });

    test('the check finds what is missing, stale or foreign, and mends it', async () => {
      const [lost, old] = [await article('Lost one'), await article('Old one')];
      const foreign = await article('Foreign one');
      await follow();
      const [document] = await buildDocuments(app.db, [foreign.id]);
      await engine.remove([lost.id]);
      await revise(app, old, ana.token, { body: 'newer' });
      await withdraw(app, foreign, ana.token);
      // As if its follower had seen these lines, and done nothing.
      await catchUp(app.db, followerOf(engine.name), async () => {});
      await engine.put([[document!]]);
      expect(await engine.check()).toMatchObject({ missing: 1, stale: 1, foreign: 1, pending: 0 });
      expect(await engine.check()).toMatchObject({ missing: 0, stale: 0, foreign: 0, pending: 0 });
      expect(await titlesFor('lost one')).toContain('Lost one');
    });

    test('the check leaves to the follower what it has still to come to', async () => {
      await follow();
      const [revised, withdrawn] = [await article('Pending one'), await article('Pending two')];
      expect(await engine.check()).toMatchObject({ missing: 0, stale: 0, foreign: 0, pending: 2 });
      await follow();
      await revise(app, revised, ana.token, { body: 'newer' });
      await withdraw(app, withdrawn, ana.token);
      await article('Pending three');
      expect(await engine.check()).toMatchObject({ missing: 0, stale: 0, foreign: 0, pending: 3 });
      await follow();
      expect(await engine.check()).toMatchObject({ missing: 0, stale: 0, foreign: 0, pending: 0 });
      works.delete('Pending two');
    });

    test('who takes back their name is found by it no longer, at once, and counted neither', async () => {
      const bo = await app.contributor(`shy-${Date.now()}`);
      const work = await create(app, bo.token, { title: 'By somebody shy', tags: ['shyness'] });
      await follow();
      const found = async () => {
        const { titles, estimated_total, facets } = await find('', { contributor: [bo.handle] });
        return [titles, estimated_total, Object.keys(facets.tag)];
      };
      expect(await found()).toEqual([['By somebody shy'], 1, ['shyness']]);
      await chooseCredit(app, bo.id, 'none');
      expect(await found()).toEqual([[], 0, []]);
      await chooseCredit(app, bo.id, 'name');
      expect(await found()).toEqual([['By somebody shy'], 1, ['shyness']]);
      await withdraw(app, work, bo.token);
      await follow();
    });

    test('values that differ in capitals only, or are very long, are told apart', async () => {
      const long = 'Ä'.repeat(100);
      const made = [
        await article('Capitals one', { practice: { audience: ['Teachers', long] } }),
        await article('Capitals two', { practice: { audience: ['TEACHERS'] } }),
      ];
      await follow();
      for (const [audience, title] of [
        ['Teachers', 'Capitals one'],
        ['TEACHERS', 'Capitals two'],
        [long, 'Capitals one'],
      ] as const) {
        const { titles, estimated_total } = await find('', { audience: [audience] });
        expect([titles, estimated_total]).toEqual([[title], 1]);
      }
      for (const work of made) await withdraw(app, work, ana.token);
      works.delete('Capitals one');
      works.delete('Capitals two');
      await follow();
    });

    test('a rebuilt index answers as before', async () => {
      await follow();
      const before = await find('group');
      const count = await engine.rebuild();
      expect(count).toBe((await find('')).estimated_total);
      const after = await find('group');
      expect(after).toEqual(before);
    });
  });

  describe('suggestions', () => {
    test.each([
      ['jour', 'Journey mapping'],
      ['check-in r', 'Check-in round'],
      ['blueprint', 'Service blueprint'],
      ['wirefraimng', 'Wireframing'],
      ['实践', '实践共同体'],
      ['сообщ', 'Сообщество практики'],
    ])('%s', async (q, title) => {
      expect((await suggested(q, 5))[0]).toBe(title);
    });

    test('no draft, no withdrawn work, no more than asked for', async () => {
      const titles = await suggested('perishable', 10);
      expect(titles).toContain('Perishable gamma');
      expect(titles).not.toContain('Perishable delta');
      expect(titles).not.toContain('Perishable alpha');
      expect((await engine.suggest('t', 2)).length).toBeLessThanOrEqual(2);
    });
  });

  test.each(oddQueries)('a query of %s is answered, and quickly', async (_what, q) => {
    const started = performance.now();
    const { hits } = await find(q);
    await engine.suggest(q.slice(0, 500), 5);
    if ('matches' in engine) await (engine as PostgresEngine).matches({ q, filters: {}, limit: 5, after: undefined });
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(hits.length).toBeLessThanOrEqual(20);
  });
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestContributor } from '../../support/app.ts';
import { databaseKinds } from '../../support/databases.ts';
import { create, draft, expectProblem, type Got, publish, redact, revise, withdraw } from '../../support/works.ts';

describe.each(databaseKinds)('/works/{id}/attribution and /lineage on %s', (kind) => {
  let app: TestApp;
  let ana: TestContributor;
  let bo: TestContributor;
  let stella: TestContributor;
  let source: Got;
  let translation: Got;
  let work: Got;
  beforeAll(async () => {
    app = await startTestApp(kind, { now: () => new Date('2027-03-01T12:00:00.000Z') });
    ana = await app.contributor('ana-ruiz');
    bo = await app.contributor('bo');
    stella = await app.contributor('stella', ['read', 'publish', 'steward']);
    source = await create(app, ana.token, { title: 'The source', license: 'CC0-1.0' });
    translation = await create(app, bo.token, {
      title: 'La traducción',
      language: 'es',
      license: 'CC-BY-4.0',
      relations: [{ type: 'translation_of', target: source.id }],
    });
    const relations = [
      { type: 'derived_from', target: translation.id, note: 'shortened' },
      { type: 'derived_from', url: 'https://elsewhere.example/page', note: 'two ideas' },
      { type: 'requires', target: source.id },
    ];
    work = await create(app, stella.token, { title: 'The work', license: 'CC-BY-SA-4.0', relations });
  });
  afterAll(async () => await app.close());

  const get = async (path: string, token?: string) => await app.send('GET', path, { token });
  const attribution = async (format: string, { id } = work) => await get(`/works/${id}/attribution?format=${format}`);

  test('200 as text: title, authors, source, licence, changes and every ancestor', async () => {
    const answer = await get(`/works/${work.id}/attribution`);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.body).toMatch(
      /^“The work” <http:\/\/copse\.test\/articles\/the-work> by Stella, version 1, 2027-03-01, licensed under CC BY-SA 4\.0 <\S+>\. Changes: shortened; two ideas\. Based on “La traducción” <\S+> by Bo, .*CC BY 4\.0.*“https:\/\/elsewhere\.example\/page”.*is based on “The source” <\S+> by Ana Ruiz, .*CC0 1\.0/s,
    );
    expect((await attribution('text')).body).toBe(answer.body);
  });

  test('200 in the other formats, each with its type, all with all ancestors', async () => {
    const types = {
      html: 'text/html',
      markdown: 'text/markdown',
      bibtex: 'application/x-bibtex',
      csl: 'application/vnd.citationstyles.csl+json',
    };
    for (const [format, type] of Object.entries(types)) {
      const answer = await attribution(format);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toBe(`${type}; charset=utf-8`);
      expect(answer.headers.etag).toBe(`"1.0;${format}"`);
      for (const text of ['The work', 'Stella', 'La traducci', 'Bo', 'The source', 'Ana Ruiz'])
        expect([format, answer.body.includes(text)]).toEqual([format, true]);
    }
    const [item] = JSON.parse((await attribution('csl')).body);
    expect(item).toMatchObject({
      title: 'The work',
      author: [{ literal: 'Stella' }],
      custom: {
        license: 'CC-BY-SA-4.0',
        sources: [{ title: 'La traducción' }, {}, { title: 'The source', license: 'CC0-1.0' }],
      },
    });
    expect((await get(`/works/${work.id}`)).json().attribution_html).toBe((await attribution('html')).body);
  });

  test('304 each format by its own tag', async () => {
    const asked = async (format: string, tag: string) =>
      (await app.send('GET', `/works/${work.id}/attribution?format=${format}`, { headers: { 'if-none-match': tag } }))
        .statusCode;
    expect([
      await asked('csl', '"1.0;csl"'),
      await asked('csl', 'W/"1.0;csl-gzip"'),
      await asked('csl', '"1.0;text"'),
      await asked('csl', '"1.0"'),
    ]).toEqual([304, 304, 200, 200]);
  });

  test('422 other formats', async () => {
    expectProblem(await attribution('pdf'), 422, 'query_invalid', '?format');
    expectProblem(await get(`/works/${work.id}/attribution?style=apa`), 422, 'query_invalid', '?style');
  });

  test('200 lineage both ways, at any distance, with a card for each public work', async () => {
    const answer = await get(`/works/${translation.id}/lineage`);
    expect(answer.json()).toMatchObject({
      ancestors: [{ type: 'translation_of', from: translation.id, to: source.id, url: null, version: 1, note: '' }],
      descendants: [{ type: 'derived_from', from: work.id, to: translation.id, version: 1, note: 'shortened' }],
    });
    expect(
      answer
        .json()
        .works.map(({ id }: Got) => id)
        .sort(),
    ).toEqual([source.id, work.id].sort());
    const whole = (await get(`/works/${work.id}/lineage`)).json();
    expect(whole.ancestors).toHaveLength(3);
    expect(whole.ancestors).toContainEqual({
      type: 'derived_from',
      from: work.id,
      to: null,
      url: 'https://elsewhere.example/page',
      version: null,
      note: 'two ideas',
    });
    expect(
      (await get(`/works/${source.id}/lineage`))
        .json()
        .descendants.map(({ from }: { from: string }) => from)
        .sort(),
    ).toEqual([translation.id, work.id].sort());
  });

  test('a pin keeps title and licence as they were; what is pinned to a draft shows nothing of before publication', async () => {
    const began = await draft(app, ana.token, { title: 'Secret beginning', license: 'CC0-1.0' });
    const child = await create(app, ana.token, {
      title: 'Child of a draft',
      relations: [{ type: 'derived_from', target: began.id }],
    });
    expect((await attribution('text', child)).body).not.toContain('Secret');
    expect((await get(`/works/${child.id}`)).json().relations).toEqual([]);
    expect((await get(`/works/${child.id}/lineage`)).json()).toEqual({ ancestors: [], descendants: [], works: [] });
    const published = await publish(app, await revise(app, began, ana.token, { title: 'Public' }), ana.token);
    expect((await attribution('text', child)).body).toMatch(/Based on “Public” <\S+> by Ana Ruiz, version 2/);
    await revise(app, published, ana.token, { title: 'Public, renamed' });
    expect((await attribution('text', child)).body).toMatch(/Based on “Public” /);
    expect((await attribution('text', child)).body).not.toContain('Secret');
  });

  test('credit is owed for what was withdrawn; a redacted title is not told', async () => {
    const gone = await create(app, bo.token, { title: 'Soon gone' });
    const child = await create(app, ana.token, { relations: [{ type: 'derived_from', target: gone.id }] });
    await withdraw(app, gone, bo.token);
    expect((await attribution('text', child)).body).toContain('Based on “Soon gone”');
    const lineage = (await get(`/works/${child.id}/lineage`)).json();
    expect([lineage.ancestors.length, lineage.works]).toEqual([1, []]);
    const told = await create(app, bo.token, { title: 'Names a person' });
    const other = await create(app, ana.token, { relations: [{ type: 'derived_from', target: told.id }] });
    await redact(app, told.id, 1, stella.token);
    expect((await attribution('text', other)).body).toMatch(/Based on “Untitled” .* by Bo/);
  });

  test('circular and shared lineages end', async () => {
    const first = await create(app, ana.token, { title: 'One of two' });
    const second = await create(app, ana.token, {
      title: 'Two of two',
      relations: [
        { type: 'derived_from', target: first.id },
        { type: 'derived_from', target: source.id },
      ],
    });
    await revise(app, first, ana.token, {
      relations: [
        { type: 'derived_from', target: second.id },
        { type: 'derived_from', target: source.id },
      ],
    });
    for (const path of ['', '/lineage', '/attribution?format=csl', '/attribution?format=bibtex'])
      expect((await get(`/works/${first.id}${path}`)).statusCode).toBe(200);
    expect((await get('/works?limit=100')).statusCode).toBe(200);
  });

  test('404 and 410 as the work itself', async () => {
    expectProblem(await get('/works/no-such-work/attribution'), 404, 'work_not_found');
    expectProblem(await get('/works/no-such-work/lineage'), 404, 'work_not_found');
  });

  test('does not say that there is more where an ancestor stands on a draft', async () => {
    const hidden = await draft(app, ana.token, { title: 'Hidden' });
    const parent = await create(app, ana.token, { relations: [{ type: 'derived_from', target: hidden.id }] });
    const child = await create(app, bo.token, { relations: [{ type: 'derived_from', target: parent.id }] });
    for (const path of [`/works/${child.id}/attribution`, `/works/${parent.id}/attribution`])
      expect((await get(path)).body, path).not.toContain('More about');
  });

  test('of works that all stand on one another a list, a feed and a page still have an end', async () => {
    const dense: Got[] = [];
    for (let n = 0; n < 60; n++) {
      const relations = dense.map(({ id }) => ({ type: 'derived_from', target: id, note: `${n} `.padEnd(480, 'n') }));
      const title = `Dense ${n} `.padEnd(280, 't');
      dense.push(await create(app, ana.token, { title, tags: ['dense'], body: '', relations }));
    }
    const last = dense.at(-1)!;
    // 60 works with 30 × 60 edges of 800 letters would be 80 MB.
    const most = {
      '/works?tag=dense&limit=100': 2_000_000,
      '/feed.rss?tag=dense&limit=100': 5_000_000,
      [`/works/${last.id}.jsonld`]: 60_000,
      [`/works/${last.id}.md`]: 60_000,
      [`/works/${last.id}/attribution`]: 400_000,
    };
    for (const [path, bytes] of Object.entries(most)) {
      const { statusCode, body } = await get(path);
      expect(statusCode, path).toBe(200);
      expect(Buffer.byteLength(body), path).toBeLessThan(bytes);
    }
    const { json } = await get(`/works/${last.id}`);
    expect(json().attribution_html).toContain(`/api/v1/works/${last.id}/attribution?format=html`);
    expect((await get(`/works/${dense[2]!.id}`)).json().attribution_html).not.toContain('/attribution?');
    // Whatever is reached is told once there is room; what is beyond is on the page of the lineage.
    expect((await get(`/works/${last.id}/attribution`)).body).toContain(`/api/v1/works/${last.id}/lineage`);
  });
});

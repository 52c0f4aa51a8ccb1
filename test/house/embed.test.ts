import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { refreshWorks } from '../../src/search/follower.ts';
import { startTestApp, type TestApp } from '../support/app.ts';

const page = readFileSync(new URL('../../docs/embed.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, language, code]) => ({
  language,
  code: code!,
}));
const [feedBlock, searchBox, dataFile, template] = blocks.map((block) => block.code);

/** As much of the DOM as the snippets touch. */
class FakeElement {
  readonly children: (FakeElement | string)[] = [];
  readonly listeners: ((event: object) => Promise<void>)[] = [];
  textContent = '';
  innerHTML = '';
  href = '';
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
  append(...children: (FakeElement | string)[]) {
    this.children.push(...children);
  }
  replaceChildren(...children: (FakeElement | string)[]) {
    this.children.splice(0, this.children.length, ...children);
  }
  addEventListener(_name: string, listener: (event: object) => Promise<void>) {
    this.listeners.push(listener);
  }
}

function fakeDocument(ids: string[]) {
  const byId = new Map(ids.map((id) => [id, new FakeElement(id)]));
  return { byId, createElement: (name: string) => new FakeElement(name), getElementById: (id: string) => byId.get(id) };
}

/** Runs the script of a snippet as a browser would, on the page that the snippet itself brings. */
async function runScript(snippet: string) {
  const script = /<script type="module">\n([\s\S]*)<\/script>/.exec(snippet)![1]!;
  const document = fakeDocument([...snippet.matchAll(/ id="(\w+)"/g)].map((match) => match[1]!));
  const run = Object.getPrototypeOf(async () => {}).constructor('document', script);
  await run(document);
  return { document, script };
}

describe('docs/embed.md', () => {
  let copse: TestApp;

  beforeAll(async () => {
    copse = await startTestApp('embedded', { publicUrl: 'https://commons.example.org' });
    const { token } = await copse.contributor('ana');
    const practice = { problem: 'p', steps: [{ title: 'First step', body: 'Do **this**.' }] };
    for (const title of ['Check-in round', 'Plus & delta']) {
      const { statusCode } = await copse.send('POST', '/articles', {
        token,
        body: { title, body: 'Some *text*.', tags: ['meetings'], practice },
      });
      expect(statusCode).toBe(201);
    }
    const works = await copse.db.selectFrom('works').select('id').execute();
    await refreshWorks(
      copse.db,
      copse.deps.search.engines[0]!,
      works.map(({ id }) => id),
    );
    vi.stubGlobal('fetch', async (url: string) => {
      const answer = await copse.app.inject({
        method: 'GET',
        url: url.replace('https://commons.example.org', ''),
        headers: { origin: 'https://elsewhere.example' },
      });
      // A browser hands the answer to a script of another site only with this.
      expect(answer.headers['access-control-allow-origin']).toBe('*');
      return new Response(new Uint8Array(answer.rawPayload), { status: answer.statusCode });
    });
  });
  afterAll(async () => {
    vi.unstubAllGlobals();
    await copse.close();
  });
  afterEach(() => vi.restoreAllMocks());

  it('has a feed block that shows whole texts, each with its licence', async () => {
    const { document } = await runScript(feedBlock!);
    const entries = document.byId.get('practices')!.children as FakeElement[];
    expect(entries.map((entry) => (entry.children[0] as FakeElement).textContent)).toEqual([
      'Plus & delta',
      'Check-in round',
    ]);
    const text = (entries[0]!.children[1] as FakeElement).innerHTML;
    expect(text).toContain('Some <em>text</em>.');
    expect(text).toContain('First step');
    expect(text).toContain('rel="license"');
  });

  it('has a search box of fifteen lines that finds in spite of a typo and shows the licence', async () => {
    const { document, script } = await runScript(searchBox!);
    const lines = script.split('\n').filter((line) => /\w/.test(line));
    expect(lines.length).toBeLessThanOrEqual(15);
    const target = { elements: { q: { value: 'chek-in' } } };
    await document.byId.get('find')!.listeners[0]!({ preventDefault() {}, target });
    const [entry] = document.byId.get('found')!.children as FakeElement[];
    const [title, , credit] = entry!.children as FakeElement[];
    expect(title!.textContent).toBe('Check-in round');
    expect(credit!.innerHTML).toContain('CC BY 4.0');
    const { pathname } = new URL(title!.href);
    expect((await copse.app.inject(pathname)).statusCode).toBe(200);
  });

  it('has a loop for a static site that gets every field its template shows', async () => {
    const small = dataFile!.replace('limit=100', 'limit=1');
    const { default: load } = await import(`data:text/javascript,${encodeURIComponent(small)}`);
    const works = await load();
    expect(works.map((work: { title: string }) => work.title)).toEqual(['Plus & delta', 'Check-in round']);
    for (const [, field] of template!.matchAll(/work\.(\w+)/g)) expect(works[0]).toHaveProperty(field!);
    expect(works[0].practice.steps).toMatchObject([{ title: 'First step', html: '<p>Do <strong>this</strong>.</p>' }]);
  });
});

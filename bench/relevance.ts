import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { editOnce, type Phrase, phrasesOf, random, textOfHtml } from './relevance-samples.ts';

/*
 * How well a running instance finds what it holds, through its API alone:
 *   node bench/relevance.ts --url http://127.0.0.1:3000 [--queries FILE] [--seed 7] [--phrases 50] [--titles 300]
 * FILE: [{query, relevant: [origin path …], kind}]. What is found counts within the first five results.
 */
const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    queries: { type: 'string' },
    seed: { type: 'string', default: '7' },
    phrases: { type: 'string', default: '50' },
    titles: { type: 'string', default: '300' },
  },
});
const api = `${options.url.replace(/\/+$/, '')}/api/v1`;
const first = 5;

interface Work {
  id: string;
  title: string;
  language: string;
  text: string;
}

interface KnownItem {
  query: string;
  relevant: string[];
  kind: string;
}

const times: number[] = [];

async function get<T>(path: string): Promise<T> {
  const response = await fetch(path.startsWith('http') ? path : `${api}${path}`);
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

async function find(q: string): Promise<string[]> {
  const started = performance.now();
  const { items } = await get<{ items: { id: string }[] }>(
    `/search?limit=${first}&q=${encodeURIComponent(q.slice(0, 500))}`,
  );
  times.push(performance.now() - started);
  return items.map(({ id }) => id);
}

const origins = new Map<string, string>();

async function originOf(id: string): Promise<string> {
  const known = origins.get(id);
  if (known !== undefined) return known;
  const { origin } = await get<{ origin: { path: string } | null }>(`/works/${id}`);
  origins.set(id, origin?.path ?? '');
  return origin?.path ?? '';
}

/** A query file may name paths from further up than the importer did. */
function isSamePath(path: string, relevant: string): boolean {
  return path !== '' && (path === relevant || relevant.endsWith(`/${path}`));
}

async function judgeQueries(file: string): Promise<void> {
  const items = JSON.parse(await readFile(file, 'utf8')) as KnownItem[];
  const misses = new Map<string, { missed: number; of: number }>();
  for (const { query, relevant, kind } of items) {
    const paths = await Promise.all((await find(query)).map(originOf));
    const isFound = paths.some((path) => relevant.some((each) => isSamePath(path, each)));
    const count = misses.get(kind) ?? { missed: 0, of: 0 };
    misses.set(kind, { missed: count.missed + (isFound ? 0 : 1), of: count.of + 1 });
    if (!isFound) console.log(`  missed (${kind}): ${query}`);
  }
  for (const [kind, { missed, of }] of misses) console.log(`${kind}: ${missed} missed of ${of}`);
  const judged = [...misses].filter(([kind]) => kind !== 'paraphrase').map(([, count]) => count);
  const sum = (name: 'missed' | 'of') => judged.reduce((total, count) => total + count[name], 0);
  console.log(`all but paraphrase: ${sum('missed')} missed of ${sum('of')}`);
}

async function readWorks(): Promise<Work[]> {
  const works: Work[] = [];
  let next: string | null = '/works?limit=100&include=html';
  while (next !== null) {
    const page: { items: (Omit<Work, 'text'> & { html?: string })[]; next: string | null } = await get(next);
    for (const { id, title, language, html = '' } of page.items)
      works.push({ id, title, language, text: textOfHtml(html) });
    // Through the address asked, whatever the instance calls itself.
    next = page.next === null ? null : `${api}/works${new URL(page.next).search}`;
  }
  return works;
}

async function judgePhrases(works: readonly Work[], most: number, seed: number): Promise<void> {
  for (const language of [...new Set(works.map((work) => work.language))].sort()) {
    const chance = random(seed);
    const spoken = works.filter((work) => work.language === language);
    const phrases: Phrase[] = phrasesOf(spoken, works, most, chance);
    let found = 0;
    let foundThere = 0;
    for (const { text, source, holders } of phrases) {
      const ids = await find(text);
      if (ids.some((id) => holders.has(id))) found += 1;
      else console.log(`  missed (${language}): ${text}`);
      if (ids.includes(source)) foundThere += 1;
    }
    const percent = phrases.length === 0 ? '–' : `${Math.round((100 * found) / phrases.length)} %`;
    console.log(
      `phrases, ${language}: ${percent} of ${phrases.length} (in the very work they were taken from: ${foundThere})`,
    );
  }
}

async function judgeTitles(works: readonly Work[], most: number, seed: number): Promise<void> {
  const chance = random(seed);
  let found = 0;
  let tried = 0;
  for (; tried < most && works.length > 0; tried++) {
    const { id, title } = works[Math.floor(chance() * works.length)]!;
    const ids = await find(editOnce(title, chance));
    const isFound = ids.some((each) => each === id || works.find((work) => work.id === each)?.title === title);
    if (isFound) found += 1;
    else console.log(`  missed: ${title}`);
  }
  console.log(`titles with one edit: ${Math.round((100 * found) / Math.max(tried, 1))} % of ${tried}`);
}

function reportTimes(): void {
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number) => `${Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)} ms`;
  console.log(`${sorted.length} searches: median ${at(0.5)}, 95th percentile ${at(0.95)}, longest ${at(1)}`);
}

if (options.queries !== undefined) await judgeQueries(options.queries);
const works = await readWorks();
console.log(`${works.length} works`);
await judgePhrases(works, Number(options.phrases), Number(options.seed));
await judgeTitles(works, Number(options.titles), Number(options.seed));
reportTimes();

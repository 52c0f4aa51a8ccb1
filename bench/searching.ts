import { setTimeout as sleep } from 'node:timers/promises';
import { type Asked, ask, rateOf, typicalTime } from './asking.ts';
import type { BenchOptions } from './options.ts';
import { makePart, medianOf, type Part } from './report.ts';
import { openSearched, queriesFrom, type Searched, startImport, untilWhole } from './searched.ts';

/** A search, and how soon what was written is found, against Meilisearch by itself. */
export async function measureSearching(options: BenchOptions, wanted: ReadonlySet<string>): Promise<Part[]> {
  const searched = await openSearched(options);
  try {
    await startImport(searched.server, options.folder).done;
    await untilWhole(searched.server);
    const parts: Part[] = [];
    if (wanted.has('search')) parts.push(...(await compareSearches(searched, options)));
    if (wanted.has('searchable')) parts.push(await compareDelays(searched, options));
    return parts;
  } finally {
    await searched.close();
  }
}

async function compareSearches(
  searched: Searched,
  { rounds, seconds, connections, say }: BenchOptions,
): Promise<Part[]> {
  const { copse, bare } = await searched.searches(await queriesFrom(searched.server, 40));
  const times: Pair[] = [];
  const rates: Pair[] = [];
  for (const asked of [copse, bare]) await rateOf(asked, 2, connections);
  for (let round = 1; round <= rounds; round += 1) {
    times.push({ copse: await typicalTime(copse, 200), bare: await typicalTime(bare, 200) });
    rates.push({ copse: await rateOf(copse, seconds, connections), bare: await rateOf(bare, seconds, connections) });
    say(`search: ${times.at(-1)!.copse.toFixed(1)} ms · Meilisearch: ${times.at(-1)!.bare.toFixed(1)} ms`);
  }
  const what = 'the same body sent to Meilisearch';
  return [
    makePart({ name: 'search', what, unit: 'ms', target: { bound: 'at most', ratio: 1.4 } }, times),
    makePart({ name: '', what, unit: 'requests/s', target: { bound: 'at least', ratio: 0.7 } }, rates),
  ];
}

interface Pair {
  copse: number;
  bare: number;
}

const eachRound = 15;
const bareIndex = 'bare';

/** From the moment that a text is sent until a search finds it, against a document that is put into a plain index. */
async function compareDelays({ server, meilisearch }: Searched, { rounds, bodies, say }: BenchOptions): Promise<Part> {
  const documents = bodies.map((text, id) => ({ id, title: text.slice(0, 60), text }));
  const bare = (path: string, body: unknown): Asked => ({
    url: `${meilisearch.url}${path}`,
    body: JSON.stringify(body),
    token: meilisearch.key,
  });
  const put = async (given: object[]) => void (await ask(bare(`/indexes/${bareIndex}/documents`, given)));
  const finds = async (word: string) =>
    /"hits":\[\{/.test(await ask(bare(`/indexes/${bareIndex}/search`, { q: word, limit: 1 })));
  await put(documents);
  await put([{ id: 'last', title: 'bareisfilled' }]);
  while (!(await finds('bareisfilled').catch(() => false))) await sleep(100);

  const copseDelay = () =>
    delayOf(
      (word) =>
        ask({
          url: `${server.url}/api/v1/articles`,
          body: JSON.stringify({ title: word, body: bodies[0] }),
          token: server.token,
        }),
      async (word) => /"items":\[\{/.test(await ask({ url: `${server.url}/api/v1/search?q=${word}&limit=1` })),
    );
  const bareDelay = () => delayOf((word) => put([{ id: word, title: word, text: bodies[0] }]), finds);
  const pairs: Pair[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const delays: { copse: number[]; bare: number[] } = { copse: [], bare: [] };
    for (let n = 0; n < eachRound; n += 1) {
      delays.copse.push(await copseDelay());
      delays.bare.push(await bareDelay());
    }
    pairs.push({ copse: medianOf(delays.copse), bare: medianOf(delays.bare) });
    say(`searchable after ${pairs.at(-1)!.copse} ms · put into Meilisearch: ${pairs.at(-1)!.bare} ms`);
  }
  const target = { bound: 'at most' as const, ratio: 1.3 };
  return makePart({ name: 'written, then found', what: 'a document put into Meilisearch', unit: 'ms', target }, pairs);
}

/** Milliseconds. A word that nobody wrote before, of letters that forgive no other such word. */
async function delayOf(
  write: (word: string) => Promise<unknown>,
  finds: (word: string) => Promise<boolean>,
): Promise<number> {
  const word = `w${Array.from({ length: 12 }, () => 'bcdfghjklmnpqrstvwxz'[Math.floor(Math.random() * 20)]).join('')}`;
  const started = performance.now();
  await write(word);
  while (!(await finds(word))) await sleep(2);
  return Math.round((performance.now() - started) * 10) / 10;
}

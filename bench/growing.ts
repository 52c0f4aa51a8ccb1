import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { type Asked, ask, typicalTime } from './asking.ts';
import { renderAll } from './importing.ts';
import { watchMemory } from './memory.ts';
import type { BenchOptions } from './options.ts';
import { startWorker } from './processes.ts';
import { makePart, type Part } from './report.ts';
import { openSearched, queriesFrom, type Searched, startImport, untilWhole } from './searched.ts';

const few = 1_000;
const tenths = 10;
const questions = 200;

/**
 * The same questions to a commons of a thousand works and to one of very many, in turn. While that one is filled: how
 * fast the first tenth goes in and how fast the last, and how much memory it takes.
 * @param file JSON Lines, as `copse import` takes them, with more than `few`
 */
export async function measureGrowth(options: BenchOptions, file: string): Promise<Part[]> {
  const pieces = await cut(file, options.workFolder);
  const small = await openSearched(options);
  const large = await openSearched(options, ['--no-worker']);
  try {
    await startImport(small.server, pieces.few).done;
    const imports = await fill(large, pieces.tenths, options);
    await catchUp(large, options);
    await untilWhole(small.server);
    return [...imports, ...(await compare(small, large, options))];
  } finally {
    await large.close();
    await small.close();
  }
}

async function fill({ server }: Searched, pieces: readonly Piece[], { say }: BenchOptions): Promise<Part[]> {
  const memory = watchMemory(server.pid);
  const pairs: { copse: number; bare: number }[] = [];
  let client = 0;
  for (const { path, bytes, count } of pieces) {
    const started = performance.now();
    const running = startImport(server, path);
    const own = watchMemory(running.pid);
    await running.done;
    const seconds = (performance.now() - started) / 1_000;
    client = Math.max(client, own.end());
    const alone = await renderAll(bodiesIn(path));
    pairs.push({ copse: seconds, bare: alone });
    say(
      `import: ${count} works, ${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(0)} s · rendering alone: ${alone.toFixed(0)} s`,
    );
  }
  say(`import: the server and those who render for it held ${memory.end()} MiB, the importer ${client} MiB`);
  const rateOf = (nth: number) => pieces.at(nth)!.bytes / 1e6 / pairs.at(nth)!.copse;
  const sumOf = (name: 'copse' | 'bare') => pairs.reduce((sum, pair) => sum + pair[name], 0);
  return [
    makePart(
      { name: 'import, last tenth', what: 'the first tenth', unit: 'MB/s', target: { bound: 'at least', ratio: 0.7 } },
      [{ copse: rateOf(-1), bare: rateOf(0) }],
    ),
    makePart({ name: 'import of all', what: 'rendering alone', unit: 's', target: { bound: 'at most', ratio: 1.5 } }, [
      { copse: sumOf('copse'), bare: sumOf('bare') },
    ]),
  ];
}

function bodiesIn(path: string): string[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => (JSON.parse(line) as { body: string }).body);
}

async function catchUp(
  { server, meilisearch, databaseUrl }: Searched,
  { workFolder, say }: BenchOptions,
): Promise<void> {
  const started = performance.now();
  const worker = startWorker(databaseUrl, workFolder, meilisearch);
  const memory = watchMemory(worker.pid);
  await untilWhole(server);
  say(
    `index: whole after ${((performance.now() - started) / 1_000).toFixed(0)} s; the worker held ${memory.end()} MiB`,
  );
  await worker.stop();
}

/** Each question to both in turn; what is given as Copse's is the large one's time, as the bare one the small one's. */
async function compare(small: Searched, large: Searched, { rounds, say }: BenchOptions): Promise<Part[]> {
  const queries = await queriesFrom(small.server, 20);
  const [here, there] = [await small.searches(queries), await large.searches(queries)];
  const reads = { small: await articlesOf(small), large: await articlesOf(large) };
  const list = ({ server }: Searched): Asked[] => [{ url: `${server.url}/api/v1/works?limit=20` }];
  const asked = {
    'read one article': [reads.large, reads.small],
    'list of 20': [list(large), list(small)],
    search: [there.copse, here.copse],
    'search, Meilisearch alone': [there.bare, here.bare],
  } as const;
  type Name = keyof typeof asked;
  const names = Object.keys(asked) as Name[];
  const pairs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    { copse: number; bare: number }[]
  >;
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const [many, thousand] = asked[name];
      const pair = { copse: await typicalTime(many, questions), bare: await typicalTime(thousand, questions) };
      say(`${name}: ${pair.copse.toFixed(2)} ms · of ${few}: ${pair.bare.toFixed(2)} ms`);
      // The first one warms up.
      if (round > 0) pairs[name].push(pair);
    }
  }
  const bound = (name: string) =>
    name.startsWith('search') ? {} : { target: { bound: 'at most' as const, ratio: 1.3 } };
  const parts = names.map((name) =>
    makePart({ name: `growth: ${name}`, what: `the same of ${few} works`, unit: 'ms', ...bound(name) }, pairs[name]),
  );
  const growthOf = (name: Name) => pairs[name].map(({ copse, bare }) => copse / bare);
  const [ours, theirs] = [growthOf('search'), growthOf('search, Meilisearch alone')];
  const growth = makePart(
    {
      name: 'growth of search',
      what: 'growth of Meilisearch',
      unit: 'times',
      target: { bound: 'at most', ratio: 1.2 },
    },
    ours.map((growth, at) => ({ copse: growth, bare: theirs[at]! })),
  );
  return [...parts, growth];
}

async function articlesOf({ server }: Searched): Promise<Asked[]> {
  const { items } = JSON.parse(await ask({ url: `${server.url}/api/v1/works?limit=50&sort=title` })) as {
    items: { id: string }[];
  };
  return items.map(({ id }) => ({ url: `${server.url}/api/v1/articles/${id}` }));
}

interface Piece {
  path: string;
  count: number;
  bytes: number;
}

/** The first `few` works in a file, and all in ten others, in their order, of about as many bytes each. */
async function cut(file: string, folder: string): Promise<{ few: string; tenths: Piece[] }> {
  const lines = () => {
    const stream = createReadStream(file);
    return createInterface({ input: file.endsWith('.gz') ? stream.pipe(createGunzip()) : stream });
  };
  let total = 0;
  for await (const line of lines()) total += Buffer.byteLength(line);
  const first = createWriteStream(join(folder, 'few.jsonl'));
  const pieces: Piece[] = [];
  let out = first;
  let [count, bytes] = [0, 0];
  for await (const line of lines()) {
    if (count < few) first.write(`${line}\n`);
    const nth = Math.min(Math.floor((bytes / total) * tenths), tenths - 1);
    if (pieces[nth] === undefined) {
      if (out !== first) out.end();
      pieces[nth] = { path: join(folder, `tenth-${nth}.jsonl`), count: 0, bytes: 0 };
      out = createWriteStream(pieces[nth].path);
    }
    out.write(`${line}\n`);
    pieces[nth].count += 1;
    pieces[nth].bytes += Buffer.byteLength(line);
    count += 1;
    bytes += Buffer.byteLength(line);
  }
  await Promise.all([first, out].map((stream) => new Promise<void>((resolve) => stream.end(resolve))));
  return { few: join(folder, 'few.jsonl'), tenths: pieces };
}

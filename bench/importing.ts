import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createRenderer } from '../src/rendering/pool.ts';
import type { BenchOptions } from './options.ts';
import { copse, startCopse } from './processes.ts';
import { makePart, type Part } from './report.ts';

const run = promisify(execFile);
/** As the importer does. */
const options = { lane: 'bulk' } as const;
const atOnce = 16;

/** From the start of `copse import` until everything is committed, against rendering the same texts alone. */
export async function measureImport(options: BenchOptions): Promise<Part[]> {
  const { bodies, rounds, say } = options;
  const pairs: { copse: number; bare: number }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const pair = { copse: await importAll(options), bare: await renderAll(bodies) };
    say(`import: ${pair.copse.toFixed(1)} s · rendering alone: ${pair.bare.toFixed(1)} s`);
    pairs.push(pair);
  }
  const what = `rendering the same ${bodies.length} alone`;
  return [makePart({ name: 'import', what, unit: 's', target: { bound: 'at most', ratio: 1.7 } }, pairs)];
}

async function importAll({ databases, workFolder, folder, bodies }: BenchOptions): Promise<number> {
  const server = await startCopse(await databases.create(), workFolder);
  try {
    const start = performance.now();
    const { stdout } = await run(process.execPath, [
      copse,
      'import',
      folder,
      '--url',
      server.url,
      '--token',
      server.token,
    ]);
    const seconds = (performance.now() - start) / 1_000;
    const { items } = (await (
      await fetch(`${server.url}/api/v1/changes?limit=1&after=${bodies.length - 1}`)
    ).json()) as { items: unknown[] };
    if (items.length === 0) throw new Error(`Fewer than ${bodies.length} were imported: ${stdout}`);
    return seconds;
  } finally {
    await server.stop();
  }
}

/** Seconds. With as many workers as a server has, as it does for an import. */
export async function renderAll(bodies: readonly string[]): Promise<number> {
  const renderer = createRenderer();
  try {
    // Its workers are ready when the first text comes back; a server's are, too.
    await renderer.render(['ready']);
    const start = performance.now();
    const left = bodies.values();
    // One iterator for all: each takes the next text that nobody has taken.
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const body of left) await renderer.render([body], options).catch(() => {});
      }),
    );
    return (performance.now() - start) / 1_000;
  } finally {
    await renderer.close();
  }
}

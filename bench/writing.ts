import { putUnderLoad } from './load.ts';
import type { BenchOptions } from './options.ts';
import { startBare, startCopse } from './processes.ts';
import { makePart, type Part } from './report.ts';
import { typicalOf } from './texts.ts';

/** Publishing an article against rendering it and one insert; with the worker in the process, and without. */
export async function measureWriting(options: BenchOptions): Promise<Part[]> {
  const alone = await compare(options, ['--no-worker']);
  const together = await compare(options, []);
  const facts = { unit: 'requests/s' as const, what: 'rendering and one plain insert' };
  return [
    makePart({ ...facts, name: 'write', target: { bound: 'at least', ratio: 0.5 } }, alone),
    makePart({ ...facts, name: 'write, and index it beside' }, together),
  ];
}

async function compare(
  options: BenchOptions,
  serveOptions: readonly string[],
): Promise<{ copse: number; bare: number }[]> {
  const { databases, workFolder, bodies, seconds, connections, rounds, say } = options;
  const copse = await startCopse(await databases.create(), workFolder, serveOptions);
  const bare = await startBare(await databases.create());
  const body = { title: 'Article [<id>]', body: typicalOf(bodies) };
  const write = (url: string, token: string, time: number) =>
    putUnderLoad({ url, connections, seconds: time, post: { token, body } });
  const ours = (time: number) => write(`${copse.url}/api/v1/articles`, copse.token, time);
  const theirs = (time: number) => write(`${bare.url}/writings`, '', time);
  const pairs: { copse: number; bare: number }[] = [];
  try {
    for (const warmUp of [ours, theirs]) await warmUp(Math.min(seconds, 3));
    for (let round = 1; round <= rounds; round += 1) {
      const pair = { copse: await ours(seconds), bare: await theirs(seconds) };
      say(
        `write ${serveOptions.join(' ')}: ${Math.round(pair.copse.rate)}/s (p50 ${pair.copse.p50} ms, p99 ${pair.copse.p99} ms) · bare: ${Math.round(pair.bare.rate)}/s`,
      );
      pairs.push({ copse: pair.copse.rate, bare: pair.bare.rate });
    }
    return pairs;
  } finally {
    await bare.stop();
    await copse.stop();
  }
}

// How Copse compares, on this machine and in this run, with the least that could do the same job.
//   npm run bench -- [--parts read,list,page,search,searchable,write,import] [--rounds 3] [--seconds 5] [--connections 10]
//                    [--corpus FOLDER] [--articles 200] [--scale FILE.jsonl.gz] [--json FILE]
// With --scale also what grows with a commons, from a thousand works to all of that file: takes half an hour.
// Only ratios are worth comparing with those of another machine or another day.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabases } from './databases.ts';
import { measureGrowth } from './growing.ts';
import { measureImport } from './importing.ts';
import { describeMachine } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { measureReading } from './reading.ts';
import { type Part, printParts } from './report.ts';
import { measureSearching } from './searching.ts';
import { readTexts } from './texts.ts';
import { measureWriting } from './writing.ts';

const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: 'read,list,page,search,searchable,write,import' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '10' },
    corpus: { type: 'string' },
    articles: { type: 'string', default: '200' },
    scale: { type: 'string' },
    json: { type: 'string' },
  },
});
const wanted = new Set(values.parts.split(','));

execFileSync(process.execPath, ['scripts/build.js'], { stdio: 'inherit' });
const workFolder = mkdtempSync(join(tmpdir(), 'copse-bench-'));
const databases = await openDatabases();
try {
  const machine = await describeMachine(databases);
  const { folder, bodies } = await readTexts(values.corpus, Number(values.articles), workFolder);
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const numbers = {
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    connections: Number(values.connections),
  };
  const options: BenchOptions = { ...numbers, folder, bodies, databases, workFolder, say };
  const parts: Part[] = [];
  if (['read', 'list', 'page'].some((part) => wanted.has(part))) parts.push(...(await measureReading(options, wanted)));
  if (wanted.has('search') || wanted.has('searchable')) parts.push(...(await measureSearching(options, wanted)));
  if (wanted.has('write')) parts.push(...(await measureWriting(options)));
  if (wanted.has('import')) parts.push(...(await measureImport(options)));
  if (values.scale !== undefined) parts.push(...(await measureGrowth(options, values.scale)));
  process.stdout.write(printParts(machine, parts));
  if (values.json !== undefined) {
    const settings = {
      ...numbers,
      articles: bodies.length,
      corpus: values.corpus === undefined ? 'generated' : 'given',
    };
    writeFileSync(values.json, `${JSON.stringify({ machine, settings, parts }, null, 2)}\n`);
  }
} finally {
  await databases.close();
  rmSync(workFolder, { recursive: true, force: true });
}

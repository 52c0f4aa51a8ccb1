import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, createApiClient } from './client.ts';
import { type ConnectionOptions, type Environment, resolveConnection } from './connection.ts';
import { UsageError } from './failures.ts';
import { catchInterrupts, type Interrupts } from './interrupts.ts';
import { createPresence } from './sending/absent.ts';
import { createPost } from './sending/post.ts';
import { createProgress, type ProgressOutput } from './sending/progress.ts';
import { createReport } from './sending/report.ts';
import { sendAll } from './sending/send-all.ts';
import { detectFormat, type Format } from './sources/formats.ts';
import { readJsonl } from './sources/jsonl.ts';
import { languageTag } from './sources/language.ts';
import { readLicense } from './sources/license.ts';
import type { Defaults, Reading } from './sources/lines.ts';
import { readMarkdownTree } from './sources/markdown-tree.ts';

export interface ImportOptions extends ConnectionOptions {
  format: Format;
  license?: string;
  language?: string;
  source?: string;
  author?: string;
  community?: string;
  dryRun: boolean;
  strict: boolean;
}

/** Where a command writes: results to `out`, everything else to `err`. */
export interface Output {
  out: { write(text: string): unknown };
  err: ProgressOutput;
}

/**
 * `copse import`: reads, sends, reports.
 * @returns the exit code: 0 when it came to its end, even if files were skipped or refused (they are listed); 1 with
 * `strict` if any was, and when every single one was refused; 130 when interrupted
 * @throws UsageError, ApiFailure, Unreachable
 */
export async function runImport(
  path: string,
  options: ImportOptions,
  env: Environment,
  output: Output,
): Promise<number> {
  const defaults = defaultsOf(options);
  const reading = await openReading(path, options.format, defaults, (message) => output.err.write(`${message}\n`));
  const connection = await resolveConnection(options, env);
  const client = createApiClient(connection);
  const say = (text: string) => output.err.write(`${text}\n`);
  const interrupts = catchInterrupts(() => say('\nStopping after what is on its way; Ctrl-C again breaks off.'));
  try {
    return await transfer(reading, client, { ...options, url: connection.url }, output, interrupts);
  } finally {
    interrupts.dispose();
  }
}

async function transfer(
  reading: Reading,
  client: ApiClient,
  options: ImportOptions,
  output: Output,
  interrupts: Interrupts,
): Promise<number> {
  const progress = createProgress(output.err, () => performance.now());
  const tally = createReport();
  const presence = createPresence(client, reading.whole);
  const { counts } = tally.report;
  let taken = 0;
  async function* counted() {
    for await (const item of reading.items) {
      taken++;
      yield item;
    }
  }
  // What is read runs ahead of what is answered.
  const show = () => {
    const count = counts.created + counts.revised + counts.unchanged + counts.refused;
    progress.update({
      fraction: (reading.done() / reading.size) * ((count + tally.report.skipped) / Math.max(1, taken)),
      count,
    });
  };
  const then =
    <T>(add: (item: T) => void) =>
    (item: T) => {
      add(item);
      show();
    };
  try {
    await sendAll(counted(), {
      ...{ post: createPost(client, options.dryRun), stop: interrupts.stop, signal: interrupts.abort },
      wait: async (ms, signal) => await sleep(ms, undefined, { signal }).catch(() => {}),
      onRetry: (reason, ms) => progress.say(`${reason} Trying again in ${Math.ceil(ms / 1_000)} s.`),
      onSkipped: then((item) => {
        tally.addSkipped(item);
        presence.addPath(item.at);
      }),
      onSent: then((item) => {
        tally.addSent(item);
        presence.add(item);
      }),
      onResent: then(tally.addResent),
    });
  } catch (error) {
    if (!interrupts.abort.aborted) {
      progress.end();
      if (tally.report.counts.created + tally.report.counts.revised + tally.report.counts.unchanged > 0) {
        output.out.write(`${tally.render({ dryRun: options.dryRun, ignored: {} })}\n`);
        output.err.write('Not finished. Run the same command again to go on: what is there already is recognised.\n');
      }
      throw error;
    }
  }
  const absent = interrupts.stop.aborted ? undefined : await presence.findAbsent(interrupts.abort);
  progress.end();
  const said = options.url === undefined ? {} : { url: options.url };
  const closing = {
    dryRun: options.dryRun,
    ...said,
    ignored: reading.ignored,
    ...(absent === undefined ? {} : { absent }),
  };
  output.out.write(`${tally.render(closing)}\n`);
  if (interrupts.stop.aborted) {
    output.err.write('Interrupted. Run the same command again to go on: what is there already is recognised.\n');
    return 130;
  }
  return exitCode(
    tally.report.counts.refused,
    tally.report.skipped,
    counts.created + counts.revised + counts.unchanged,
    options.strict,
  );
}

function exitCode(refused: number, skipped: number, accepted: number, strict: boolean): number {
  if (strict && refused + skipped > 0) return 1;
  return refused > 0 && accepted === 0 ? 1 : 0;
}

/** @throws UsageError naming the option */
function defaultsOf({ license, language, source, author, community }: ImportOptions): Defaults {
  const accepted = license === undefined ? undefined : readLicense(license);
  if (accepted !== undefined && 'reason' in accepted) throw new UsageError(`--license: ${accepted.reason}`);
  const tag = language === undefined ? undefined : languageTag(language);
  if (language !== undefined && tag === undefined)
    throw new UsageError(`--language: "${language}" is no language tag; say e.g. en or pt-BR`);
  return {
    ...(accepted === undefined ? {} : { license: accepted.license }),
    ...(tag === undefined ? {} : { language: tag }),
    ...(source ? { source } : {}),
    ...(author ? { author } : {}),
    ...(community ? { community } : {}),
  };
}

async function openReading(
  path: string,
  format: Format,
  defaults: Defaults,
  warn: (message: string) => void,
): Promise<Reading> {
  const found = format === 'auto' ? await detectFormat(path).catch((error) => fail(path, error)) : format;
  if (found === undefined)
    throw new UsageError(`${path} is neither a folder nor a Markdown or JSONL file; say what it is with --format`);
  if (found !== 'markdown' && found !== 'jsonl') {
    const what = found === 'dump' ? 'a dump of Copse' : `a list of ${found}`;
    throw new UsageError(`${path} is ${what}: only Markdown and JSONL can be imported.`);
  }
  const read = found === 'markdown' ? readMarkdownTree : readJsonl;
  const reading = await read(path, defaults, warn).catch((error) => fail(path, error));
  if (reading.size === 0)
    throw new UsageError(`${path} holds nothing to import${found === 'markdown' ? ': no Markdown files' : ''}.`);
  return reading;
}

function fail(path: string, error: unknown): never {
  const { code } = error as NodeJS.ErrnoException;
  const why =
    code === 'ENOENT' ? 'there is nothing there' : code === 'EACCES' ? 'it may not be read' : (error as Error).message;
  throw new UsageError(`${path}: ${why}.`);
}

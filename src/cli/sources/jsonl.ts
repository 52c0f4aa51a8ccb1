import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isMap, textOf, textOfFirst, type Written, type WrittenMap } from '../markdown/values.ts';
import { articleOf, type Surroundings } from './article.ts';
import { type Description, readDescriptions } from './description.ts';
import { urlOf } from './forges.ts';
import type { Defaults, Origin, ReadItem, Reading } from './lines.ts';
import { linesOf } from './text-lines.ts';

const mostLineBytes = 4 * 1024 * 1024;
const bodyFields = ['body', 'markdown', 'text', 'content'];

/**
 * Reads a file of one JSON object a line, perhaps gzipped, as a stream: memory is bounded by the longest line.
 * An object has the fields that front matter may have, and `body` (or markdown, text, content); its origin is `origin`,
 * or `source` with `path` (or `id`). Relative links stay: what lies around is not known here. A `SOURCE.json` beside the file describes one source, or a list of them by name.
 */
export async function readJsonl(file: string, defaults: Defaults): Promise<Reading> {
  const path = resolve(file);
  const { size } = await stat(path);
  const described = (await readDescriptions(join(dirname(path), 'SOURCE.json'))) ?? new Map<string, Description>();
  const raw = createReadStream(path);
  const plain = /\.gz$/i.test(path) ? pipeline(raw, createGunzip(), () => {}) : raw;
  async function* items(): AsyncGenerator<ReadItem> {
    let number = 0;
    try {
      for await (const line of linesOf(plain, mostLineBytes)) {
        number++;
        const at = `${basename(path)}:${number}`;
        if (line === undefined) yield { at, reason: `the line is longer than ${mostLineBytes / 1024 / 1024} MiB` };
        else if (line.trim() !== '') yield readLine(line, at, described, defaults);
      }
    } catch (error) {
      yield {
        at: `${basename(path)}:${number + 1}`,
        reason: `the file cannot be read from here on: ${(error as Error).message}`,
      };
    }
  }
  return { unit: 'bytes', size, done: () => raw.bytesRead, items: items(), ignored: {}, whole: [] };
}

function readLine(line: string, at: string, described: ReadonlyMap<string, Description>, defaults: Defaults): ReadItem {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { at, reason: 'it is not valid JSON' };
  }
  if (!isMap(json)) return { at, reason: 'it is not a JSON object' };
  const bodyField = bodyFields.find((name) => typeof json[name] === 'string');
  const { [bodyField ?? 'body']: body, ...data } = json as Record<string, unknown>;
  const fields = written(data) as WrittenMap;
  const description =
    described.get(textOf(fields.source) ?? '') ?? (described.size === 1 ? [...described.values()][0] : undefined);
  if (description?.fault !== undefined) return { at, reason: description.fault };
  const origin = originOf(fields, description, defaults);
  if (origin === undefined)
    return { at, reason: 'it has neither origin, path nor id, by which it could be known again' };
  const matter = {
    fields: withoutOrigin(fields),
    data,
    body: typeof body === 'string' ? body.replace(/\r\n?/g, '\n') : '',
    notes: [],
  };
  const article = articleOf(matter, surroundings(origin, description), defaults);
  return 'reason' in article ? { at, reason: article.reason } : { at, ...article };
}

function originOf(fields: WrittenMap, description: Description | undefined, defaults: Defaults): Origin | undefined {
  const given = isMap(fields.origin) ? fields.origin : fields;
  const path = textOfFirst(given, ['path', 'id']);
  const source = defaults.source ?? description?.repository ?? textOf(given.source);
  if (path === undefined || source === undefined) return undefined;
  const stated = textOf(given.url);
  const url = stated !== undefined && /^https?:\/\/\S+$/.test(stated) ? stated : urlOf(description?.tree, path);
  return { source, path, ...(url === undefined ? {} : { url }) };
}

/** What says where the object comes from is no field of the work. */
function withoutOrigin({ origin, source, path, id, url, ...fields }: WrittenMap): WrittenMap {
  return fields;
}

function surroundings(origin: Origin, description: Description | undefined): Surroundings {
  return {
    origin,
    path: origin.path,
    sourceName: description?.name ?? origin.source,
    ...(description?.license === undefined ? {} : { license: description.license }),
    ...(description?.author === undefined ? {} : { author: description.author }),
    findPath: () => undefined,
  };
}

/** JSON values as front matter would have them: every scalar as text. */
function written(value: unknown): Written | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(written).filter((item) => item !== undefined);
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).map(([name, item]) => [name, written(item)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Written] => entry[1] !== undefined));
}

import type { ApiClient } from '../client.ts';
import { CliError } from '../failures.ts';
import type { Sent } from './send-batch.ts';

/** A work that came from a source once, and not from what was read of it now. */
export interface Absent {
  title: string;
  url: string;
  path: string;
}

/** More would be a list that nobody reads, of works that are asked for one by one. */
const most = { pages: 100, works: 50 };

/**
 * Keeps what was read, to find afterwards the published works whose files are there no more: removed, or renamed, which
 * makes a second work of the same text.
 * @param sources those that are read as a whole
 */
export function createPresence(client: ApiClient, sources: readonly string[]) {
  const ids = new Set<string>();
  const paths = new Set<string>();

  return {
    add({ read, result }: Pick<Sent, 'read' | 'result'>): void {
      if (sources.length === 0) return;
      if (result.id !== undefined) ids.add(result.id);
      else paths.add(read.line.origin.path);
    },
    /** Of a file that was read, and not sent. */
    addPath(path: string): void {
      if (sources.length > 0) paths.add(path);
    },
    /** `total` counts those, too, that were not looked at. Undefined where the server does not tell. */
    async findAbsent(signal: AbortSignal): Promise<{ works: Absent[]; total: number } | undefined> {
      try {
        const found: string[] = [];
        for (const source of sources)
          for await (const id of idsOf(client, source, signal)) if (!ids.has(id)) found.push(id);
        const works = await look(client, found.slice(0, most.works), signal);
        const absent = works.filter(({ path }) => !paths.has(path));
        return { works: absent, total: absent.length + Math.max(0, found.length - most.works) };
      } catch (error) {
        // The import itself is done: it does not fail for what it could have said beside.
        if (signal.aborted || error instanceof CliError) return undefined;
        throw error;
      }
    },
  };
}

async function* idsOf(client: ApiClient, source: string, signal: AbortSignal): AsyncGenerator<string> {
  let cursor: string | undefined;
  for (let page = 0; page < most.pages; page++) {
    const query = { origin_source: [source], kind: ['article' as const], limit: 100, ...(cursor ? { cursor } : {}) };
    const { data } = await client.GET('/api/v1/works', { params: { query }, signal });
    for (const { id } of data?.items ?? []) yield id;
    cursor = URL.parse(data?.next ?? '')?.searchParams.get('cursor') ?? undefined;
    if (cursor === undefined) return;
  }
}

async function look(client: ApiClient, ids: readonly string[], signal: AbortSignal): Promise<Absent[]> {
  const works: Absent[] = [];
  for (const id of ids) {
    const { data } = await client.GET('/api/v1/works/{id}', { params: { path: { id } }, signal });
    const path = data?.origin?.path;
    if (data !== undefined && path != null) works.push({ title: data.title, url: data.url, path });
  }
  return works;
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ImportOptions, runImport } from '../../src/cli/import.ts';

/** Answers as the API does, or as the test says. */
type Handler = (request: IncomingMessage, response: ServerResponse, lines: Record<string, unknown>[]) => void;

let server: Server;
let url: string;
let handlers: Handler[] = [];
/** What was asked for after the import. */
const listings: string[] = [];
const requests: {
  url: string | undefined;
  authorization: string | undefined;
  type: string | undefined;
  titles: unknown[];
}[] = [];

const created: Handler = (_request, response, lines) => {
  response.setHeader('content-type', 'application/x-ndjson');
  for (const index of lines.keys())
    response.write(`${JSON.stringify({ line: index + 1, status: 'created', id: 'i', url: 'u', version: 1 })}\n`);
  response.end();
};
const problem =
  (status: number, code: string, headers: Record<string, string> = {}): Handler =>
  (_request, response) => {
    response
      .writeHead(status, { 'content-type': 'application/problem+json', ...headers })
      .end(JSON.stringify({ status, code, detail: `It is ${code}.` }));
  };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === 'GET') {
      listings.push(request.url ?? '');
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ items: [], next: null }));
      return;
    }
    const lines = Buffer.concat(chunks)
      .toString()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    requests.push({
      url: request.url,
      authorization: request.headers.authorization,
      type: request.headers['content-type'],
      titles: lines.map(({ title }) => title),
    });
    (handlers.shift() ?? created)(request, response, lines);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  handlers = [];
  requests.length = 0;
  listings.length = 0;
});

async function importFiles(files: Record<string, string>, more: Partial<ImportOptions> = {}) {
  const folder = join(await mkdtemp(join(tmpdir(), 'copse-import-')), 'docs');
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const printed = { out: '', err: '' };
  const output = {
    out: { write: (text: string) => (printed.out += text) },
    err: { write: (text: string) => (printed.err += text) },
  };
  try {
    const options = {
      url,
      token: 't',
      format: 'auto',
      license: 'CC0-1.0',
      dryRun: false,
      strict: false,
      ...more,
    } as const;
    const code = await runImport(folder, options, {}, output).catch((error) => error as Error);
    return { code, ...printed };
  } finally {
    await rm(dirname(folder), { recursive: true });
  }
}

describe('copse import', () => {
  test('sends what it reads with the token, and reports: exit code 0', async () => {
    const { code, out } = await importFiles({ 'a.md': '# A', 'b.md': '# B\n\nText', 'c.txt': 'x' });
    expect(code).toBe(0);
    expect(requests).toEqual([
      { url: '/api/v1/imports/works', authorization: 'Bearer t', type: 'application/x-ndjson', titles: ['A', 'B'] },
    ]);
    expect(out).toMatch(/2 created, 0 revised, 0 unchanged, 0 skipped, 0 refused\.\n/);
    expect(out).toContain('No author is named in 2 files: credited to "docs". Say one with --author.');
    expect(out).toContain('Not looked at: 1 other files.');
    expect(listings).toEqual(['/api/v1/works?origin_source=docs&kind=article&limit=100']);
  });

  test('bad files are listed and do not fail it, unless it is to be strict', async () => {
    const files = { 'a.md': 'a', 'b.md': '' };
    const lenient = await importFiles(files);
    expect([lenient.code, lenient.out]).toEqual([0, expect.stringContaining('b.md: it has no text')]);
    expect((await importFiles(files, { strict: true })).code).toBe(1);
  });

  test('fails when every single work is refused', async () => {
    const refusing: Handler = (_request, response) =>
      response.end(
        `${JSON.stringify({ line: 1, status: 'refused', problem: { code: 'line_invalid', detail: 'No.' } })}\n`,
      );
    handlers = [refusing];
    const { code, out } = await importFiles({ 'a.md': 'a' });
    expect([code, out]).toEqual([1, expect.stringContaining('a.md: No. [line_invalid]')]);
  });

  test('asks for a dry run, and says that it was one', async () => {
    const { out } = await importFiles({ 'a.md': 'a' }, { dryRun: true });
    expect(requests[0]!.url).toBe('/api/v1/imports/works?dry_run=true');
    expect(out).toMatch(/1 would be created[\s\S]*nothing was changed/);
  });

  test('tries again when the server is busy, the connection breaks, or an answer ends early', async () => {
    handlers = [
      problem(503, 'database_busy', { 'retry-after': '0' }),
      (request) => request.socket.destroy(),
      (_request, response) => response.end(`${JSON.stringify({ line: 1, status: 'created' })}\n`),
    ];
    const { code, out, err } = await importFiles({ 'a.md': 'a', 'b.md': 'b' });
    expect(code).toBe(0);
    expect(requests.map(({ titles }) => titles)).toEqual([['A', 'B'], ['A', 'B'], ['A', 'B'], ['B']]);
    expect(out).toContain('2 created');
    expect(err).toMatch(/It is database_busy\. Trying again in 0 s/);
  });

  test('stops at once where trying again is no use, and says how to go on', async () => {
    handlers = [problem(401, 'token_invalid')];
    const { code, out, err } = await importFiles({ 'a.md': 'a' });
    expect(code).toMatchObject({ message: 'It is token_invalid.', exitCode: 1 });
    expect(out).toBe('');
    expect(err).not.toContain('Run the same command again');
  });

  test('is interrupted by Ctrl-C after what is on its way: exit code 130', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, n) => [`f${String(n).padStart(3, '0')}.md`, `Text ${n}`]),
    );
    handlers = [
      (request, response, lines) => {
        process.emit('SIGINT');
        created(request, response, lines);
      },
    ];
    const { code, err } = await importFiles(files);
    expect(code).toBe(130);
    expect(requests.length).toBeLessThanOrEqual(3);
    expect(err).toMatch(/Stopping after what is on its way[\s\S]*Run the same command again/);
    expect(process.listenerCount('SIGINT')).toBe(0);
  });
});

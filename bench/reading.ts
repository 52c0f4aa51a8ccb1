import { fillBare, insertText } from './bare-tables.ts';
import { putUnderLoad } from './load.ts';
import type { BenchOptions } from './options.ts';
import { type Server, startBare, startCopse } from './processes.ts';
import { makePart, type Part } from './report.ts';
import { typicalOf } from './texts.ts';

const articlePath = '/api/v1/articles';
const listPath = '/api/v1/works?limit=20';
const most = 300;

/** One article, its page, and a list of twenty: against a row with the same members, and against a text of the same bytes. */
export async function measureReading(options: BenchOptions, wanted: ReadonlySet<string>): Promise<Part[]> {
  const copse = await startCopse(await options.databases.create(), options.workFolder);
  const bareUrl = await options.databases.create();
  const bare = await startBare(bareUrl);
  try {
    const { article, bytes, cards } = await fill(copse, options);
    const { textId } = await fillBare(bareUrl, article, cards, bytes);
    const facts = { unit: 'requests/s' as const };
    const parts: Part[] = [];
    if (wanted.has('read')) {
      const path = `${copse.url}${articlePath}/${article.id}`;
      const target = { bound: 'at least' as const, ratio: 0.6 };
      const members = await alternate(options, path, `${bare.url}/articles/${article.id}`);
      parts.push(
        makePart(
          { ...facts, name: 'read one article', what: `a row with the same members, ${bytes.article} bytes`, target },
          members,
        ),
      );
      const text = await alternate(options, path, `${bare.url}/texts/${textId}`);
      parts.push(makePart({ ...facts, name: '', what: 'a row with one text of as many bytes' }, text));
    }
    if (wanted.has('list')) {
      const path = `${copse.url}${listPath}`;
      const target = { bound: 'at least' as const, ratio: 0.5 };
      const members = await alternate(options, path, `${bare.url}/cards`);
      parts.push(
        makePart(
          { ...facts, name: 'list of 20', what: `20 rows with the same members, ${bytes.list} bytes`, target },
          members,
        ),
      );
      const text = await alternate(options, path, `${bare.url}/texts`);
      parts.push(makePart({ ...facts, name: '', what: '20 rows with one text each, as many bytes' }, text));
    }
    if (wanted.has('page')) {
      const page = `${copse.url}/articles/${article.slug}`;
      const html = await (await fetch(page)).text();
      const id = await insertText(bareUrl, html);
      const target = { bound: 'at least' as const, ratio: 0.6 };
      const what = `a row with the page, ${Buffer.byteLength(html)} bytes`;
      const pairs = await alternate(options, page, `${bare.url}/pages/${id}`);
      parts.push(makePart({ ...facts, name: 'page of an article', what, target }, pairs));
    }
    return parts;
  } finally {
    await bare.stop();
    await copse.stop();
  }
}

interface Filled {
  article: Record<string, unknown>;
  cards: Record<string, unknown>[];
  bytes: { article: number; list: number };
}

/** A commons of some size, or every list would be the whole of it. */
async function fill({ url, token }: Server, { bodies }: BenchOptions): Promise<Filled> {
  const publish = async (title: string, body: string) => {
    const answer = await fetch(`${url}${articlePath}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        title,
        body,
        tags: ['opening', 'online'],
        credits: [{ contributor: 'admin' }, { name: 'Ana Ruiz' }],
      }),
    });
    if (answer.status !== 201) throw new Error(await answer.text());
    return ((await answer.json()) as { id: string }).id;
  };
  for (let index = 0; index < most; index += 1) await publish(`Article ${index}`, bodies[index % bodies.length]!);
  const article = await (
    await fetch(`${url}${articlePath}/${await publish('A typical article', typicalOf(bodies))}`)
  ).text();
  const list = await (await fetch(`${url}${listPath}`)).text();
  const cards: Record<string, unknown>[] = [];
  for (let next: string | null = `${url}/api/v1/works?limit=100`; next !== null; ) {
    const page = (await (await fetch(next)).json()) as { items: Record<string, unknown>[]; next: string | null };
    cards.push(...page.items);
    next = page.next;
  }
  return {
    article: JSON.parse(article),
    cards,
    bytes: { article: Buffer.byteLength(article), list: Buffer.byteLength(list) },
  };
}

/** A B A B …, after each has had a moment to warm up. */
async function alternate(
  options: BenchOptions,
  copse: string,
  bare: string,
): Promise<{ copse: number; bare: number }[]> {
  const { seconds, connections, rounds, say } = options;
  for (const url of [copse, bare]) await putUnderLoad({ url, connections, seconds: Math.min(seconds, 3) });
  const pairs: { copse: number; bare: number }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const ours = await putUnderLoad({ url: copse, connections, seconds });
    const theirs = await putUnderLoad({ url: bare, connections, seconds });
    say(
      `${copse}: ${Math.round(ours.rate)}/s (p50 ${ours.p50} ms, p99 ${ours.p99} ms) · ${bare}: ${Math.round(theirs.rate)}/s`,
    );
    pairs.push({ copse: ours.rate, bare: theirs.rate });
  }
  return pairs;
}

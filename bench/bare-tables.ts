import pg from 'pg';

type Row = Record<string, unknown>;

/**
 * Fills the database of the bare server: `articles` and `cards` have a column for each member of what Copse answers,
 * `texts` holds as many bytes in one column.
 * @param lists of cards, and one article; the newest first
 */
export async function fillBare(
  databaseUrl: string,
  article: Row,
  cards: readonly Row[],
  bytes: { article: number; list: number },
): Promise<{ textId: string }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await createTable(client, 'articles', article);
  await insertRow(client, 'articles', article);
  await createTable(client, 'cards', cards[0]!);
  for (const card of cards) await insertRow(client, 'cards', card);
  const textId = await insertTexts(client, cards.length, proseOf(article), bytes);
  await client.query('vacuum analyze');
  await client.end();
  return { textId };
}

/** One more of `texts`, just as it is. @returns its id */
export async function insertText(databaseUrl: string, document: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const insert = 'insert into texts (document, published_at) values ($1, $2) returning id';
  const { rows } = await client.query(insert, [document, new Date(0)]);
  await client.end();
  return rows[0].id;
}

async function createTable(client: pg.Client, table: string, row: Row): Promise<void> {
  const columns = Object.entries(row).map(
    ([name, value]) => `${pg.escapeIdentifier(name)} ${name === 'id' ? 'uuid primary key' : typeOf(value)}`,
  );
  await client.query(`create table ${table} (${columns.join(', ')})`);
  await client.query(`create index on ${table} (published_at desc)`);
}

function typeOf(value: unknown): string {
  if (typeof value === 'number') return 'integer';
  if (typeof value !== 'string' && value !== null) return 'jsonb';
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? 'timestamptz' : 'text';
}

async function insertRow(client: pg.Client, table: string, row: Row): Promise<void> {
  await client.query(`insert into ${table} select * from json_populate_record(null::${table}, $1)`, [
    JSON.stringify(row),
  ]);
}

/** @returns the id of the one as long as the article; all others make a list as long as Copse's */
async function insertTexts(
  client: pg.Client,
  count: number,
  prose: string,
  bytes: { article: number; list: number },
): Promise<string> {
  const around = Buffer.byteLength(JSON.stringify({ id: 'x'.repeat(36), document: '', published_at: new Date() }));
  const inList = Math.floor((bytes.list - 12) / 20) - around - 1;
  const insert = 'insert into texts (document, published_at) values ($1, $2) returning id';
  await client.query(
    'create table texts (id uuid primary key default gen_random_uuid(), document text not null, published_at timestamptz not null)',
  );
  await client.query('create index on texts (published_at desc)');
  for (let index = 0; index < count; index += 1) {
    const start = (index * 997) % (prose.length - inList);
    await client.query(insert, [prose.slice(start, start + inList), new Date(Date.UTC(2027, 0, 1) + index)]);
  }
  const { rows } = await client.query(insert, [prose.slice(0, bytes.article - around), new Date(0)]);
  return rows[0].id;
}

/** Words that take a byte a letter in JSON, and no less space than real ones in a table. */
function proseOf({ body }: Row): string {
  const words = String(body).replace(/[^ -~]|["\\]/g, ' ');
  return words.repeat(Math.ceil(400_000 / words.length));
}

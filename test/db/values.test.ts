import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { databaseKinds, openTestDatabase } from '../support/databases.ts';

/** SQL, and the value that JavaScript must see whatever the database. */
const read: [string, unknown][] = [
  ["'a'::text", 'a'],
  ["''::text", ''],
  ['null::text', null],
  ['7::int', 7],
  ['9007199254740991::bigint', Number.MAX_SAFE_INTEGER],
  ['count(*)', 1],
  ['0.25::float4', 0.25],
  ['0.1::float8', 0.1],
  ['12345678901234567890.5::numeric', '12345678901234567890.5'],
  ['true', true],
  ["'2026-02-28'::date", '2026-02-28'],
  ["'2026-02-28T12:00:00.123+01:00'::timestamptz(3)", new Date('2026-02-28T11:00:00.123Z')],
  ["'\\x00ff41'::bytea", Buffer.from([0, 255, 65])],
  ["'0198c9a4-0000-7000-8000-000000000000'::uuid", '0198c9a4-0000-7000-8000-000000000000'],
  ["array['a', 'b,c', null, '\"']::text[]", ['a', 'b,c', null, '"']],
  ["'{}'::text[]", []],
  ['array[1, 2]::int[]', [1, 2]],
  ['int4range(5, null)', '[5,)'],
  ["int4range(5, 7, '[]')", '[5,8)'],
  [`'{"a": [1, null, "ü"]}'::jsonb`, { a: [1, null, 'ü'] }],
  ["'null'::jsonb", null],
  ['\'"text"\'::jsonb', 'text'],
  ["to_tsvector('simple', 'b a')::text", "'a':2 'b':1"],
];

/** A parameter, the type it is sent as, and the text that the database makes of it. */
const written: [unknown, string, string | null][] = [
  ['ü', 'text', 'ü'],
  [null, 'text', null],
  [7, 'int', '7'],
  [true, 'boolean', 'true'],
  [new Date('2026-02-28T11:00:00.123Z'), 'timestamptz(3)', '2026-02-28 11:00:00.123+00'],
  ['2026-02-28', 'date', '2026-02-28'],
  [Buffer.from([0, 255, 65]), 'bytea', '\\x00ff41'],
  [['a', 'b,c', '"'], 'text[]', '{a,"b,c","\\""}'],
  [[1, 2], 'int[]', '{1,2}'],
  ['[5,8)', 'int4range', '[5,8)'],
  [JSON.stringify({ a: ['ü'] }), 'jsonb', '{"a": ["ü"]}'],
  [{ a: 1 }, 'jsonb', '{"a": 1}'],
];

describe.each(databaseKinds)('values on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  it.each(read)('%s is read as %j', async (expression, value) => {
    const { rows } = await sql<{ value: unknown }>`select ${sql.raw(expression)} as value`.execute(database.db);
    expect(rows).toStrictEqual([{ value }]);
  });

  it.each(written)('%j is stored as %s', async (value, type, text) => {
    const { rows } = await database.db.connection().execute(async (connection) => {
      await sql`set time zone 'UTC'`.execute(connection);
      return await sql<{ text: string }>`select (${value}::${sql.raw(type)})::text as text`.execute(connection);
    });
    expect(rows).toEqual([{ text }]);
  });

  it('text of 5 MB comes back whole', async () => {
    const text = 'aé語😀'.repeat(500_000);
    const { rows } = await sql<{ text: string }>`select ${text}::text as text`.execute(database.db);
    expect(rows[0]?.text === text).toBe(true);
  });

  it('100 000 rows come back in order', async () => {
    const { rows } = await sql<{ n: number }>`select n from generate_series(1, 100000) n`.execute(database.db);
    expect(rows.every((row, index) => row.n === index + 1) && rows.length).toBe(100_000);
  });

  it('the number of changed rows is told', async () => {
    const { numAffectedRows } = await sql`update followers set position = 1 where name = 'nobody'`.execute(database.db);
    expect(numAffectedRows).toBe(0n);
  });

  it('text sorts by language, not by byte', async () => {
    const { rows } = await sql<{ word: string }>`
      select word from unnest(array['Zoo', 'äpfel', 'apfel', 'Éclair', 'eclat']) word order by word collate "und-x-icu"`.execute(
      database.db,
    );
    expect(rows.map(({ word }) => word)).toEqual(['apfel', 'äpfel', 'Éclair', 'eclat', 'Zoo']);
  });

  it('trigrams are made of letters outside ASCII too', async () => {
    const { rows } = await sql<{
      found: boolean;
    }>`select similarity('Größe', 'Grösse') > 0.2 and cardinality(show_trgm('学習')) > 0 as found`.execute(database.db);
    expect(rows).toEqual([{ found: true }]);
  });
});

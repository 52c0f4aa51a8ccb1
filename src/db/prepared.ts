import { createHash } from 'node:crypto';
import {
  type Compilable,
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';
import type pg from 'pg';
import type { Db } from './database.ts';
import { isDatabaseError } from './failures.ts';
import type { Tables } from './tables.ts';

/** Stands in a query for a value that is not known yet. */
interface Place {
  readonly [place]: string;
}
const place = Symbol('place');

/** Where a value will stand, by the name it is given under, and its type in SQL. */
export type PlaceOf = <T>(name: string, type: string) => RawBuilder<T>;

type Ask<Row> = (db: Db, values: Readonly<Record<string, unknown>>) => Promise<Row[]>;

/**
 * A query that is asked often: built once, and planned once by each connection, which is more than half of what a short
 * query costs. Only for queries that are best answered in the same way whatever the values: the plan is kept.
 * @param build makes the query, with `value(name, type)` for what is given when it is asked
 */
export function prepareQuery<Row>(build: (db: Db, value: PlaceOf) => Compilable<Row>): Ask<Row> {
  return prepared(() => build(compiler, placeOf).compile());
}

/**
 * The same for many rows: they come as one JSON text, which takes a third of the time that the driver needs to put them
 * together. Only for columns whose JSON is what the driver gives, and `times`, the timestamps among them.
 */
export function prepareRows<Row, Time extends keyof Row>(
  build: (db: Db, value: PlaceOf) => Compilable<Row>,
  times: readonly Time[],
): Ask<Row> {
  const ask = prepared<{ rows: string | null }>(() => {
    const { sql: text, ...rest } = build(compiler, placeOf).compile();
    return { ...rest, sql: `select json_agg(page)::text as rows from (${text}) as page` };
  });
  return async (db, values) => {
    const [found] = await ask(db, values);
    const rows = JSON.parse(found?.rows ?? '[]') as Row[];
    for (const row of rows) for (const time of times) row[time] = timeIn(row[time]);
    return rows;
  };
}

function prepared<Row>(compile: () => CompiledQuery<unknown>): Ask<Row> {
  let compiled: CompiledQuery<Row> | undefined;
  return async (db, values) => {
    compiled ??= named(compile() as CompiledQuery<Row>);
    const parameters = compiled.parameters.map((given) => (isPlace(given) ? values[given[place]] : given));
    const { rows } = await db.executeQuery<Row>({ ...compiled, parameters });
    return rows;
  };
}

/**
 * In a query of its own, whose result the planner does not look into: if it could, it would find a plan for just these
 * values cheaper than the one that is kept, and plan again each time, which takes longer than to answer.
 */
function placeOf<T>(name: string, type: string): RawBuilder<T> {
  return sql<T>`(select ${{ [place]: name } satisfies Place}::${sql.raw(type)})`;
}

function timeIn<T>(value: T): T {
  return (value === null ? null : new Date(value as string)) as T;
}

const compiler: Db = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const name = /^\/\* (prepared_\w+) \*\//;

/** The name stands in the text, since Kysely's drivers take nothing but text and values. */
function named<Row>(compiled: CompiledQuery<Row>): CompiledQuery<Row> {
  const hash = createHash('sha256').update(compiled.sql).digest('hex').slice(0, 16);
  return { ...compiled, sql: `/* prepared_${hash} */ ${compiled.sql}` };
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && place in value;
}

/** No such statement, one of that name already, and one whose result has other types after a migration. */
export const lostPlan: readonly string[] = ['26000', '42P05', '0A000'];

/**
 * Lets a connection keep the plans of such queries. Where names do not hold, because a pooler stands between or the
 * schema changed under a running process, they are planned each time from then on.
 */
export function keepPlans(pool: pg.Pool): void {
  let isKeeping = true;
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    const ask = async (text: string, values: unknown): Promise<unknown> => {
      try {
        return await query({ name: name.exec(text)![1], text, values });
      } catch (error) {
        if (!isDatabaseError(error, ...lostPlan)) throw error;
        isKeeping = false;
        // Within a transaction there is nothing more to ask: it is aborted, and transact() runs it again.
        if (client.getTransactionStatus() !== 'I') throw error;
        return await query(text, values);
      }
    };
    client.query = ((...args: unknown[]) =>
      isKeeping && args.length === 2 && typeof args[0] === 'string' && name.test(args[0])
        ? ask(args[0], args[1])
        : query(...args)) as typeof client.query;
  });
}

import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface Column {
  name: string;
  /** As SQL writes it, e.g. `timestamp(3) with time zone`. */
  type: string;
}

export interface Table {
  name: string;
  columns: Column[];
}

/** Every table but the list of migrations, which the schema brings along; without columns that are computed. */
export async function listTables(db: Db): Promise<Table[]> {
  const { rows } = await sql<Column & { table: string }>`
    select relname as "table", attname as name, format_type(atttypid, atttypmod) as type
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname <> 'schema_migrations'
      and attnum > 0 and not attisdropped and attgenerated = ''
      and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
    order by relname collate "C", attnum`.execute(db);
  const names = [...new Set(rows.map((row) => row.table))];
  return names.map((name) => ({
    name,
    columns: rows.filter((row) => row.table === name).map((row) => ({ name: row.name, type: row.type })),
  }));
}

export async function listSequences(db: Db): Promise<Record<string, number | null>> {
  const { rows } = await sql<{ name: string; last: number | null }>`
    select sequencename as name, last_value as last from pg_sequences
    where schemaname = current_schema() order by sequencename collate "C"`.execute(db);
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

export interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

export async function listForeignKeys(db: Db): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace
    order by 1, 2`.execute(db);
  return rows;
}

/** A statement for each thing in the schema, to drop it; what belongs to an extension stays. */
export async function listDrops(db: Db): Promise<string[]> {
  const { rows } = await sql<{ statement: string }>`
    select case relkind when 'v' then 'drop view' when 'm' then 'drop materialized view' else 'drop table' end
      || ' if exists ' || oid::regclass || ' cascade' as statement
    from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'v', 'm')
      and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
    union all
    select 'drop routine if exists ' || oid::regprocedure || ' cascade'
    from pg_proc where pronamespace = current_schema()::regnamespace
      and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
    union all
    select 'drop type if exists ' || oid::regtype || ' cascade'
    from pg_type where typnamespace = current_schema()::regnamespace and typtype in ('e', 'd')
      and not exists (select from pg_depend where classid = 'pg_type'::regclass and objid = pg_type.oid and deptype = 'e')`.execute(
    db,
  );
  return rows.map(({ statement }) => statement);
}

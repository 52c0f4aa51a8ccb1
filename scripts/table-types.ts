import { sql } from 'kysely';
import type { Db } from '../src/db/database.ts';

interface Column {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
  generated: boolean;
  defaulted: boolean;
}

const types: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  int4: 'number',
  int8: 'number',
  float4: 'number',
  bool: 'boolean',
  bytea: 'Buffer',
  date: 'string',
  timestamptz: 'Date',
  int4range: 'string',
  tsvector: 'string',
  _text: 'string[]',
  _int4: 'number[]',
  _float4: 'number[]',
};

/** The row types of every table, as TypeScript for `src/db/tables.ts`. */
export async function renderTableTypes(db: Db): Promise<string> {
  const { rows } = await sql<Column>`
    select table_name as "table", column_name as "column", udt_name as "type", is_nullable = 'YES' as nullable,
      is_identity = 'YES' or is_generated = 'ALWAYS' as generated, column_default is not null as defaulted
    from information_schema.columns where table_schema = 'public' and table_name <> 'schema_migrations'
    order by table_name, ordinal_position`.execute(db);
  const names = [...new Set(rows.map((row) => row.table))];
  const interfaces = names.map((name) => {
    const columns = rows.filter((row) => row.table === name).map((row) => `  ${row.column}: ${columnType(row)};`);
    return `export interface ${typeName(name)} {\n${columns.join('\n')}\n}`;
  });
  return `// Generated from schema/ by \`npm run generate\`.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** A jsonb column: read as the value, written as JSON text. */
type Json = ColumnType<unknown, string, string>;

${interfaces.join('\n\n')}

export interface Tables {
${names.map((name) => `  ${name}: ${typeName(name)};`).join('\n')}
}
`;
}

function columnType(column: Column): string {
  const base = column.type === 'jsonb' ? 'Json' : types[column.type];
  if (base === undefined) throw new Error(`no TypeScript type for ${column.type} (${column.table}.${column.column})`);
  const type = column.nullable
    ? base === 'Json'
      ? 'ColumnType<unknown, string | null, string | null>'
      : `${base} | null`
    : base;
  if (column.generated) return `GeneratedAlways<${type}>`;
  return column.defaulted
    ? base === 'Json'
      ? 'ColumnType<unknown, string | undefined, string>'
      : `Generated<${type}>`
    : type;
}

function typeName(table: string): string {
  return `${table
    .split('_')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('')}Table`;
}

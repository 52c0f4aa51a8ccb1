// Writes what is generated from something else and committed; with --check it says what is not current, and fails.
import { readFile, writeFile } from 'node:fs/promises';
import { Kysely } from 'kysely';
import type { Database } from '../src/db/database.ts';
import { startEngine } from '../src/db/embedded/engine.ts';
import { present } from '../src/db/embedded/open.ts';
import { migrate } from '../src/db/migrate.ts';
import type { Tables } from '../src/db/tables.ts';
import { renderClientTypes, renderOpenApi } from './openapi.ts';
import { renderStructure } from './structure.ts';
import { renderTableTypes } from './table-types.ts';

const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const isCheck = process.argv.includes('--check');

async function openEmpty(): Promise<Database> {
  const embedded = present(await startEngine({}));
  const db = new Kysely<Tables>({ dialect: embedded.dialect });
  await migrate({ db });
  return { kind: 'embedded', db, ...embedded };
}

async function render(): Promise<Record<string, string>> {
  const database = await openEmpty();
  const tables = await renderTableTypes(database.db);
  const structure = await renderStructure(database.db);
  const openapi = await renderOpenApi(database, version);
  return {
    'src/db/tables.ts': tables,
    'schema/structure.sql': structure,
    'openapi/openapi.json': openapi,
    'src/cli/api.d.ts': await renderClientTypes(openapi),
  };
}

const stale: string[] = [];
for (const [path, text] of Object.entries(await render())) {
  const file = new URL(`../${path}`, import.meta.url);
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) continue;
  stale.push(path);
  if (!isCheck) await writeFile(file, text);
}
if (stale.length > 0)
  console.log(`${isCheck ? 'Not current, run `npm run generate`' : 'Written'}: ${stale.join(', ')}`);
process.exit(isCheck && stale.length > 0 ? 1 : 0);

import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Db } from '../../../src/db/database.ts';
import { liftLimits } from '../../../src/db/limits.ts';

const script = await readFile(new URL('commons.sql', import.meta.url), 'utf8');
const whole = 70_000;

/** As imports make a commons. @param size fewer works than 70,000: every so many of them */
export async function fillCommons(db: Db, size = whole): Promise<void> {
  const step = Math.floor(whole / size);
  await db.transaction().execute(async (tx) => {
    await liftLimits(tx);
    await sql.raw(script.replace('generate_series(1, 70000)', `generate_series(1, ${whole}, ${step})`)).execute(tx);
  });
  await sql`analyze`.execute(db);
}

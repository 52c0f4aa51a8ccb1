import { readConfig } from '../../config.ts';
import { connect, describeDatabase } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';

/** Brings the database to this release and says what was done. */
export async function migrateOnce(): Promise<void> {
  const config = readConfig();
  const database = await connect(config);
  try {
    const applied = await migrate(database);
    const outcome = applied.length === 0 ? 'up to date' : `applied ${applied.join(', ')}`;
    process.stdout.write(`${describeDatabase(config)}: ${outcome}\n`);
  } finally {
    await database.close();
  }
}

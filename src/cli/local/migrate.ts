import { readConfig } from '../../config.ts';
import { connect } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';

/** Brings the database to this release and says what was done. */
export async function migrateOnce(): Promise<void> {
  const database = await connect(readConfig());
  try {
    const applied = await migrate(database);
    process.stdout.write(applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`);
  } finally {
    await database.close();
  }
}

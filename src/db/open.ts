import type { Config } from '../config.ts';
import { connect } from './connect.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';

/**
 * Opens the database that the settings name, and brings it up to date.
 * @param answer to what other processes ask over the folder's socket (embedded only)
 * @throws what `connect` and `migrate` throw
 */
export async function openDatabase(
  { databaseUrl, dataDir, databasePoolSize: poolSize }: Config,
  answer?: (request: unknown) => Promise<unknown>,
): Promise<Database> {
  const database = await connect({ databaseUrl, dataDir, poolSize, ...(answer === undefined ? {} : { answer }) });
  try {
    await migrate(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

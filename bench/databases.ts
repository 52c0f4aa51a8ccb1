import pg from 'pg';
import { findPostgres, startCluster, urlOf } from '../test/support/postgres-cluster.ts';

export interface BenchDatabases {
  /** Makes an empty database, dropped at the end. @returns its URL */
  create(): Promise<string>;
  /** What the server says of one of its settings. */
  setting(name: string): Promise<string>;
  /** Whose server it is. */
  server: 'DATABASE_URL' | 'thrown away afterwards';
  close(): Promise<void>;
}

/** The server that DATABASE_URL names, else one that is started for the purpose and keeps nothing safe. */
export async function openDatabases(): Promise<BenchDatabases> {
  const given = process.env.DATABASE_URL;
  const cluster = given === undefined ? await startCluster(demandPostgres()) : { url: given, stop: async () => {} };
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  const made: string[] = [];
  return {
    create: async () => {
      const name = `copse_bench_${process.pid}_${made.length + 1}`;
      await client.query(`create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
      made.push(name);
      return urlOf(cluster.url, name);
    },
    setting: async (name) => (await client.query('select current_setting($1) as value', [name])).rows[0].value,
    server: given === undefined ? 'thrown away afterwards' : 'DATABASE_URL',
    close: async () => {
      for (const name of made) await client.query(`drop database if exists ${name} with (force)`);
      await client.end();
      await cluster.stop();
    },
  };
}

function demandPostgres(): string {
  const programs = findPostgres();
  if (programs === undefined) throw new Error('Set DATABASE_URL to a PostgreSQL server, or install its programs.');
  return programs;
}

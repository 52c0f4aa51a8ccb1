// Opens the database in the folder given and writes until it is ended: a line for each transaction that was acknowledged.
import { sql } from 'kysely';
import { connect } from '../../../src/db/connect.ts';
import { migrate } from '../../../src/db/migrate.ts';
import { record, transact } from '../../../src/db/transaction.ts';
import { newId } from '../../../src/lib/ids.ts';

const [dataDir = '', databaseUrl] = process.argv.slice(2);
console.log('started');
const database = await connect({ dataDir, databaseUrl });
await migrate(database);
console.log('open');

async function write(): Promise<void> {
  for (;;) {
    const id = newId();
    await transact(database.db, new Date(), async (tx) => {
      await sql`insert into followers (name) values (${id})`.execute(tx);
      await sql`insert into retries (follower, subject, id, attempts, not_before, error)
        values (${id}, 'work', ${id}, 0, now(), ${id.repeat(Math.floor(Math.random() * 100))})`.execute(tx);
      await sql`update followers set position = position + 1 where name = ${id}`.execute(tx);
      record(tx, { subject: 'work', id, kind: 'article', version: 1, touch: 0, event: 'published' });
    });
    console.log(id);
  }
}
await Promise.all([write(), write(), write()]);

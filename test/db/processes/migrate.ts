// Brings the database at the URL given to this release's schema, and says how many migrations it applied itself.
import { connect } from '../../../src/db/connect.ts';
import { migrate } from '../../../src/db/migrate.ts';

const [databaseUrl] = process.argv.slice(2);
const database = await connect({ dataDir: '', databaseUrl });
console.log((await migrate(database)).length);
await database.close();

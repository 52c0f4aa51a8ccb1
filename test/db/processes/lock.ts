// Takes the lock of the folder given, says so or why not, and keeps it until it is ended.
import { lockFolder } from '../../../src/db/embedded/lock.ts';

const [dataDir = ''] = process.argv.slice(2);
const outcome = await lockFolder(dataDir, async (request) => ({ request })).then(
  () => 'held',
  (error: { code: string }) => error.code,
);
console.log(outcome);
if (outcome === 'held') setInterval(() => {}, 1_000);

import { describe, it } from 'vitest';
import { followThroughFailures } from '../chaos/followers.ts';
import { databaseKinds } from '../support/databases.ts';

const minutes = 60_000;

describe.each(databaseKinds)('the change log under 2000 mixed writes of 8 writers, on %s', (kind) => {
  it(
    'brings followers that fail at random to the state of the database, and hides no line from a reader',
    async () => {
      await followThroughFailures(kind, 2_000);
    },
    30 * minutes,
  );
});

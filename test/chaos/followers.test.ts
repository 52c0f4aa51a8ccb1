import { describe, it } from 'vitest';
import { databaseKinds } from '../support/databases.ts';
import { followThroughFailures } from './followers.ts';

const minutes = 60_000;

describe.each(databaseKinds)('the change log under 200 mixed writes of 8 writers, on %s', (kind) => {
  it(
    'brings followers that fail at random to the state of the database, and hides no line from a reader',
    async () => {
      await followThroughFailures(kind, 200);
    },
    2 * minutes,
  );
});

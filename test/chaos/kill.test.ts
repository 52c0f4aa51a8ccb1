import { describe, it } from 'vitest';
import { databaseKinds } from '../support/databases.ts';
import { surviveKills } from './kill.ts';

const minutes = 60_000;

describe.each(databaseKinds)('a server that is killed while it writes, on %s', (kind) => {
  it(
    'keeps what it acknowledged, leaves nothing by half, and makes one work of a POST that is sent again',
    async () => {
      await surviveKills(kind, 3);
    },
    3 * minutes,
  );
});

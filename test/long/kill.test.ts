import { describe, it } from 'vitest';
import { surviveKills } from '../chaos/kill.ts';
import { databaseKinds } from '../support/databases.ts';

const minutes = 60_000;

describe.each(databaseKinds)('a server that is killed while it writes, on %s', (kind) => {
  it(
    'keeps what it acknowledged, leaves nothing by half, and makes one work of a POST that is sent again, 20 times',
    async () => {
      await surviveKills(kind, 20);
    },
    30 * minutes,
  );
});

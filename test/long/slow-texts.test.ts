import { describe, it } from 'vitest';
import { floodWithSlowTexts, sendSlowTexts } from '../chaos/slow-texts.ts';
import { databaseKinds } from '../support/databases.ts';

const minutes = 60_000;

describe('a text that takes long, through every text field', () => {
  it.each(databaseKinds)(
    'is refused or stored within 4 s, while others are answered within 200 ms, on %s',
    async (database) => {
      await sendSlowTexts({ slowMs: 4_000, otherMs: 200, database }, () => true);
    },
    30 * minutes,
  );

  it(
    'sent many times at once keeps others waiting for less than a second',
    async () => {
      await floodWithSlowTexts({ otherMs: 1_000 });
    },
    3 * minutes,
  );
});

import { describe, it } from 'vitest';
import { floodWithSlowTexts, sendSlowTexts } from './slow-texts.ts';

const minutes = 60_000;

describe('a text that takes long', () => {
  // Generous, since other tests run beside this one; `npm run check:long` is strict.
  const limits = { slowMs: 15_000, otherMs: 10_000, mayBeBusy: true };
  it(
    'is refused or stored in time, and holds up nobody else',
    async () => {
      await sendSlowTexts(limits, (name, field) => name === 'mixed emphasis' && field === '/body');
    },
    5 * minutes,
  );

  it(
    'sent many times at once delays whoever sent it, not others',
    async () => {
      await floodWithSlowTexts({ otherMs: 5_000, mayBeBusy: true });
    },
    3 * minutes,
  );
});

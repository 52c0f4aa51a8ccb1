import { describe, it } from 'vitest';
import { surviveCrashes, surviveCrashesAtFirst } from './crashes.ts';

const timeout = 10 * 60_000;

describe('the embedded database', { timeout }, () => {
  it('keeps every acknowledged transaction, and none by half, when its process is killed', () => surviveCrashes(3));

  it('starts after its process was killed while making it', () => surviveCrashesAtFirst(3));
});

import { describe, it } from 'vitest';
import { surviveCrashes, surviveCrashesAtFirst } from '../db/crashes.ts';

const timeout = 30 * 60_000;

describe('the embedded database, twenty times', { timeout }, () => {
  it('keeps every acknowledged transaction, and none by half, when its process is killed', () => surviveCrashes(20));

  it('starts after its process was killed while making it', () => surviveCrashesAtFirst(20));
});

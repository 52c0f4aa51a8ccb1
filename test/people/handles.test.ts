import { describe, expect, test } from 'vitest';
import { Invalid } from '../../src/lib/errors.ts';
import { demandFreeHandle } from '../../src/people/contributors/handles.ts';
import { cleanName } from '../../src/people/names.ts';

describe('handles', () => {
  test.each(['admin', 'root', 'me', 'new', 'api', 'instance', 'anonymous', '0198f2d4-6c1e-7b7a-9d53-0d2b8f2a1c3e'])(
    '%s is reserved',
    (handle) => {
      expect(() => demandFreeHandle(handle)).toThrow(Invalid);
    },
  );

  test.each(['ana', 'facilitator', 'new-york', 'steward', 'x', '0198f2d4'])('%s is free', (handle) => {
    expect(() => demandFreeHandle(handle)).not.toThrow();
  });
});

describe('names', () => {
  test.each([
    ['  Ana   Ruiz ', 'Ana Ruiz'],
    ['Ana\nRuiz', 'Ana Ruiz'],
    ['Ame\u0301lie', 'Amélie'],
    ['張三', '張三'],
    ['\u202Eevil', 'evil'],
    ['¡!', '¡!'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanName(given, '/name')).toBe(kept);
  });

  test.each(['', '   ', '\u200B', '\t\n', '\u202E'])('%j is refused: nobody would see it', (given) => {
    expect(() => cleanName(given, '/name')).toThrow(
      expect.objectContaining({ code: 'name_invisible', faults: [expect.objectContaining({ pointer: '/name' })] }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { demandUnchanged } from '../../src/http/fixed-fields.ts';
import type { Invalid } from '../../src/lib/errors.ts';

const names = ['id', 'slug', 'origin', 'html'];
const shown = { id: 'a', slug: null, origin: { source: 's', path: 'p' }, html: '<p>'.repeat(100) };

function faultsOf(sent: object): readonly { pointer: string; detail: string }[] {
  try {
    demandUnchanged(sent, shown, names, { slug: 'changes elsewhere' });
    return [];
  } catch (error) {
    return (error as Invalid).faults;
  }
}

describe('what a client may send back, and not change', () => {
  it.each([
    [{}],
    [shown],
    [{ slug: null }],
    [{ origin: { path: 'p', source: 's' } }],
    [{ id: undefined }],
    [{ title: 'is not among the names' }],
  ])('is taken as it came: %j', (sent) => {
    expect(faultsOf(sent)).toEqual([]);
  });

  it('is refused in every other value, null too, each by name and all at once', () => {
    expect(faultsOf({ id: null, slug: 'b', origin: {}, html: '' })).toEqual([
      { pointer: '/id', detail: 'is a and cannot be changed here' },
      { pointer: '/slug', detail: 'changes elsewhere' },
      { pointer: '/origin', detail: 'is set by the server and cannot be changed here' },
      { pointer: '/html', detail: 'is set by the server and cannot be changed here' },
    ]);
  });

  it('is not asked of what is not known', () => {
    expect(() => demandUnchanged({ id: 'b' }, {}, names)).not.toThrow();
  });
});

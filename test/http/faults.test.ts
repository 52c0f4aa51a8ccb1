import { expect, test } from 'vitest';
import { describeFaults } from '../../src/http/faults.ts';

test('a name that nobody knows is told, but not at any length', () => {
  const fault = (name: string) => ({
    instancePath: '/a',
    keyword: 'additionalProperties',
    params: { additionalProperty: name },
  });
  expect(describeFaults([fault('short')], 'body')).toEqual([
    { pointer: '/a/short', detail: 'is not a field of this request' },
  ]);
  const [cut] = describeFaults([fault('x'.repeat(100_000))], 'body');
  expect(cut!.pointer).toBe(`/a/${'x'.repeat(100)}…`);
});

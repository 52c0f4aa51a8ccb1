import { expect, test } from 'vitest';
import { createLater } from '../../src/http/later.ts';

test('a thing is made at its first use, and only once', async () => {
  const later = createLater();
  const made: string[] = [];
  const give = later.once(() => made.push('one'));
  later.once(() => made.push('other'));
  expect(made).toEqual([]);
  expect([give(), give()]).toEqual([1, 1]);
  expect(made).toEqual(['one']);
  expect([await later.makeAll(), await later.makeAll()]).toEqual([1, 0]);
  expect(made).toEqual(['one', 'other']);
});

test('beforehand they are made in quiet moments only', async () => {
  const later = createLater();
  const made: string[] = [];
  for (const name of ['a', 'b', 'c']) later.once(() => made.push(name));
  let isBusy = true;
  const work = () => {
    for (const start = performance.now(); performance.now() - start < 20; );
    if (isBusy) setTimeout(work, 1);
  };
  work();
  const all = later.makeAll(50);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(made).toEqual([]);
  isBusy = false;
  await all;
  expect(made).toEqual(['a', 'b', 'c']);
});

test('what fails is tried again when it is needed', async () => {
  const later = createLater();
  let tries = 0;
  const give = later.once(() => {
    tries += 1;
    if (tries === 1) throw new Error('not yet');
    return 'made';
  });
  await expect(later.makeAll()).rejects.toThrow('not yet');
  expect(give()).toBe('made');
});

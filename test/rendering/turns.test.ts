import { setImmediate as tick } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTurns } from '../../src/rendering/turns.ts';

describe('turns', () => {
  it('come in order of arrival, as many at a time as there are slots', async () => {
    const turns = createTurns(2, 10);
    const started: number[] = [];
    const releases: (() => void)[] = [];
    for (const id of [1, 2, 3, 4]) {
      void turns.take('people').then((release) => {
        started.push(id);
        releases.push(release);
      });
    }
    await tick();
    expect(started).toEqual([1, 2]);
    releases[1]!();
    await tick();
    expect(started).toEqual([1, 2, 3]);
    releases[0]!();
    await tick();
    expect(started).toEqual([1, 2, 3, 4]);
  });

  it('let people go first and leave them a slot', async () => {
    const turns = createTurns(2, 10);
    const started: string[] = [];
    const take = (lane: 'people' | 'bulk', id: string) =>
      turns.take(lane).then((release) => {
        started.push(id);
        return release;
      });
    const firstBulk = take('bulk', 'bulk 1');
    void take('bulk', 'bulk 2');
    await tick();
    expect(started).toEqual(['bulk 1']);
    const person = take('people', 'person 1');
    void take('people', 'person 2');
    await tick();
    expect(started).toEqual(['bulk 1', 'person 1']);
    (await firstBulk)();
    await tick();
    expect(started).toEqual(['bulk 1', 'person 1', 'person 2']);
    (await person)();
    await tick();
    expect(started).toEqual(['bulk 1', 'person 1', 'person 2', 'bulk 2']);
  });

  it('let an import run where there is one slot only', async () => {
    await expect(createTurns(1, 0).take('bulk')).resolves.toBeTypeOf('function');
  });

  it('are refused beyond the bound of the lane, with a time to come back', async () => {
    const turns = createTurns(1, 1);
    await turns.take('people');
    void turns.take('people');
    void turns.take('bulk');
    const busy = expect.objectContaining({ kind: 'unavailable', code: 'render_busy', extra: { retry_after: 1 } });
    await expect(turns.take('people')).rejects.toEqual(busy);
    await expect(turns.take('bulk')).rejects.toEqual(busy);
  });

  it('end when closed: waiting and later ones are refused, running ones awaited', async () => {
    const turns = createTurns(1, 5);
    const release = await turns.take('people');
    const closed = expect.objectContaining({ code: 'render_closed' });
    const waiting = expect(turns.take('people')).rejects.toEqual(closed);
    let isClosed = false;
    const closing = turns.close().then(() => {
      isClosed = true;
    });
    await waiting;
    await expect(turns.take('people')).rejects.toEqual(closed);
    expect(isClosed).toBe(false);
    release();
    await closing;
  });
});

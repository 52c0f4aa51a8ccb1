import { setImmediate as tick } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createTurns, type Lane, type Turns } from '../../src/rendering/turns.ts';

const roomy = { all: 50, account: 50, nobody: 50 };

/** Takes turns by name, and keeps in order whoever began; `end` gives back the slot of one that runs. */
function recorder(turns: Turns) {
  const started: string[] = [];
  const releases = new Map<string, () => void>();
  function take(id: string, account: string, lane: Lane = 'people'): void {
    void turns.take(lane, account).then((release) => {
      started.push(id);
      releases.set(id, release);
    });
  }
  async function end(id: string): Promise<void> {
    releases.get(id)!();
    await tick();
  }
  return { started, take, end };
}

describe('turns', () => {
  it('come in order of arrival, as many at a time as there are slots', async () => {
    const { started, take, end } = recorder(createTurns(2, roomy));
    for (const id of ['1', '2', '3', '4']) take(id, `account of ${id}`);
    await tick();
    expect(started).toEqual(['1', '2']);
    await end('2');
    expect(started).toEqual(['1', '2', '3']);
    await end('1');
    expect(started).toEqual(['1', '2', '3', '4']);
  });

  it('leave a slot for others, however much one account sends', async () => {
    const { started, take, end } = recorder(createTurns(3, roomy));
    for (const id of ['a1', 'a2', 'a3', 'a4']) take(id, 'a');
    take('a5', 'a', 'bulk');
    await tick();
    expect(started).toEqual(['a1', 'a2']);
    take('b1', 'b');
    await tick();
    expect(started).toEqual(['a1', 'a2', 'b1']);
    await end('b1');
    expect(started).toEqual(['a1', 'a2', 'b1']);
    await end('a1');
    expect(started).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('come to whoever used the least time of late, then to whoever waits longest', async () => {
    let now = 0;
    const { started, take, end } = recorder(createTurns(2, roomy, () => now));
    for (const id of ['a1', 'a2', 'a3']) take(id, 'a');
    for (const id of ['b1', 'b2']) take(id, 'b');
    take('c1', 'c');
    await tick();
    expect(started).toEqual(['a1', 'b1']);
    now = 3_000;
    await end('a1');
    expect(started.at(-1)).toBe('c1');
    now = 3_010;
    await end('c1');
    take('d1', 'd');
    await tick();
    // C waits for nothing any more; A used less than it will have when B ends.
    expect(started.at(-1)).toBe('a2');
    now = 6_000;
    await end('b1');
    expect(started.at(-1)).toBe('d1');
    await end('d1');
    expect(started.at(-1)).toBe('b2');
  });

  it('are not kept from somebody new by several slow ones', async () => {
    let now = 0;
    const { started, take, end } = recorder(createTurns(2, roomy, () => now));
    for (const id of ['1', '2', '3']) for (const account of ['a', 'b']) take(`${account}${id}`, account);
    await tick();
    take('victim', 'v');
    now = 3_000;
    await end('a1');
    expect(started).toEqual(['a1', 'b1', 'victim']);
  });

  it('come to an import that waited long, however many people there are', async () => {
    let now = 0;
    const { started, take, end } = recorder(createTurns(2, roomy, () => now));
    for (const id of ['1', '2', '3', '4']) take(`p${id}`, `account ${id}`);
    await tick();
    take('import', 'i', 'bulk');
    now = 1_000;
    await end('p1');
    expect(started.at(-1)).toBe('p3');
    now = 4_000;
    await end('p2');
    expect(started.at(-1)).toBe('import');
  });

  it('count all who have no account as one', async () => {
    const turns = createTurns(2, roomy);
    let started = 0;
    for (let i = 0; i < 3; i += 1) void turns.take('people').then(() => ++started);
    await tick();
    expect(started).toBe(1);
    await expect(turns.take('people', 'a')).resolves.toBeTypeOf('function');
  });

  it('let people go before bulk and leave them a slot', async () => {
    const { started, take, end } = recorder(createTurns(2, roomy));
    take('bulk 1', 'a', 'bulk');
    take('bulk 2', 'b', 'bulk');
    await tick();
    expect(started).toEqual(['bulk 1']);
    take('person 1', 'c');
    take('person 2', 'd');
    await tick();
    expect(started).toEqual(['bulk 1', 'person 1']);
    await end('bulk 1');
    expect(started).toEqual(['bulk 1', 'person 1', 'person 2']);
    await end('person 1');
    expect(started).toEqual(['bulk 1', 'person 1', 'person 2', 'bulk 2']);
  });

  it('let an import run where there is one slot only', async () => {
    await expect(createTurns(1, { all: 0, account: 0, nobody: 0 }).take('bulk')).resolves.toBeTypeOf('function');
  });

  it('are refused beyond the bounds, of an account and of the lane, with a time to come back', async () => {
    const turns = createTurns(1, { all: 2, account: 1, nobody: 1 });
    await turns.take('people', 'a');
    void turns.take('people', 'a');
    void turns.take('bulk', 'a');
    const busy = expect.objectContaining({ kind: 'unavailable', code: 'render_busy', extra: { retry_after: 1 } });
    await expect(turns.take('people', 'a')).rejects.toEqual(busy);
    await expect(turns.take('bulk', 'a')).rejects.toEqual(busy);
    void turns.take('people', 'b');
    await expect(turns.take('people', 'c')).rejects.toEqual(busy);
  });

  it('end when closed: waiting and later ones are refused, running ones awaited', async () => {
    const turns = createTurns(1, roomy);
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

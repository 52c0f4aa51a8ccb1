import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askHolder, readFromHolder } from '../../src/db/embedded/holder.ts';
import { lockFolder } from '../../src/db/embedded/lock.ts';
import { openLockFolder } from '../../src/db/embedded/lock-folder.ts';
import { NotFound } from '../../src/lib/errors.ts';
import { type Run, run } from './processes/run.ts';

let dataDir: string;
let runs: Run[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'copse-lock-'));
  runs = [];
});
afterEach(async () => {
  await Promise.all(runs.map((process) => process.kill()));
  rmSync(dataDir, { recursive: true });
});

const start = (folder = dataDir) => {
  const process = run('lock', folder);
  runs.push(process);
  return process;
};
const sockets = () => readdirSync(join(dataDir, 'lock'));

describe('the lock of a data folder', () => {
  it('is held by one process, and the next is told which', async () => {
    const holder = start();
    expect(await holder.line()).toBe('held');
    await expect(lockFolder(dataDir)).rejects.toMatchObject({
      code: 'folder_in_use',
      message: expect.stringContaining(`process ${holder.child.pid}`),
    });
    expect(sockets()).toHaveLength(1);
  });

  it('is free again when it is released, and leaves nothing behind', async () => {
    const lock = await lockFolder(dataDir);
    await lock.release();
    expect(sockets()).toEqual([]);
    await (await lockFolder(dataDir)).release();
  });

  it('is taken over from a process that was killed', async () => {
    const killed = start();
    expect(await killed.line()).toBe('held');
    await killed.kill();
    expect(sockets()).toHaveLength(1);
    const lock = await lockFolder(dataDir);
    expect(sockets()).toHaveLength(1);
    await lock.release();
  });

  it('stays with a process that does not move', async () => {
    const holder = start();
    expect(await holder.line()).toBe('held');
    holder.child.kill('SIGSTOP');
    await expect(lockFolder(dataDir)).rejects.toMatchObject({ code: 'folder_in_use' });
    holder.child.kill('SIGCONT');
  });

  it('goes to exactly one of those that start at once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const contenders = Array.from({ length: 4 }, () => start());
      const outcomes = await Promise.all(contenders.map((process) => process.line()));
      expect(outcomes.toSorted()).toEqual(['folder_in_use', 'folder_in_use', 'folder_in_use', 'held']);
      await Promise.all(contenders.map((process) => process.kill()));
    }
  });

  it('goes to one of many within a process too', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(dataDir)));
    const held = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(held).toHaveLength(1);
    await held[0]?.value.release();
  });

  it('is out of reach of other users', async () => {
    const lock = await lockFolder(dataDir);
    expect(statSync(join(dataDir, 'lock')).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, 'lock', sockets()[0]!)).mode & 0o777).toBe(0o600);
    await lock.release();
  });

  it.runIf(existsSync('/proc/self/fd'))('works in a folder whose path is longer than a socket may have', async () => {
    const deep = join(dataDir, 'a'.repeat(100), 'b'.repeat(100));
    const holder = start(deep);
    expect(await holder.line()).toBe('held');
    await expect(lockFolder(deep)).rejects.toMatchObject({ code: 'folder_in_use' });
    await holder.kill();
    await (await lockFolder(deep)).release();
  });

  it('says what to do where such a path can not be used', async () => {
    const deep = join(dataDir, 'a'.repeat(100));
    await expect(openLockFolder(deep, '/nowhere')).rejects.toMatchObject({
      code: 'folder_path_too_long',
      message: expect.stringMatching(/too long.*DATA_DIR/),
    });
  });
});

describe('the process that holds a data folder', () => {
  it('answers what others ask, or nobody does', async () => {
    expect(await askHolder(dataDir, 'ping')).toBeUndefined();
    const holder = start();
    expect(await holder.line()).toBe('held');
    expect(await askHolder(dataDir, { say: 'grüß\u2028dich' })).toEqual({
      answer: { request: { say: 'grüß\u2028dich' } },
    });
  });

  it('refuses by code', async () => {
    const lock = await lockFolder(dataDir, async () => {
      throw new NotFound('contributor_not_found', 'There is no contributor ana.');
    });
    await expect(askHolder(dataDir, 'token')).rejects.toMatchObject({
      code: 'contributor_not_found',
      message: 'There is no contributor ana.',
    });
    await lock.release();
  });

  it('answers with a stream, whole or failed', async () => {
    const part = 'é'.repeat(100_000);
    const lock = await lockFolder(dataDir, async (request) =>
      Readable.from(
        (async function* () {
          for (let i = 0; i < 20; i += 1) yield Buffer.from(part);
          if (request === 'broken') throw new Error('the disk is full');
        })(),
      ),
    );
    expect((await text((await readFromHolder(dataDir, 'whole'))!)) === part.repeat(20)).toBe(true);
    await expect(text((await readFromHolder(dataDir, 'broken'))!)).rejects.toThrow('the disk is full');
    await lock.release();
  });

  it('that ends before its stream is whole is not taken for done', async () => {
    const lock = await lockFolder(dataDir, async () =>
      Readable.from(
        (async function* () {
          yield Buffer.from('half');
          await new Promise(() => {});
        })(),
      ),
    );
    const stream = (await readFromHolder(dataDir, 'backup'))!;
    const reading = text(stream);
    setTimeout(() => void lock.release(), 200);
    await expect(reading).rejects.toMatchObject({ code: 'holder_gone' });
  });
});

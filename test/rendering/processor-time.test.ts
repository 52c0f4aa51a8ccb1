import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { processorTime } from '../../src/rendering/processor-time.ts';

test.runIf(process.platform === 'linux')('a process is told what it used, not what time went by', async () => {
  const before = processorTime(process.pid)!;
  const { user, system } = process.cpuUsage();
  while (process.cpuUsage({ user, system }).user < 300_000);
  expect(processorTime(process.pid)! - before).toBeGreaterThanOrEqual(280);

  const idle = spawn('sleep', ['60']);
  await sleep(200);
  expect(processorTime(idle.pid!)).toBeLessThan(100);
  idle.kill();
  await once(idle, 'exit');
  expect(processorTime(idle.pid!)).toBeUndefined();
});

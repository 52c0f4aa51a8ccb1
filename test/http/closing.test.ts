import { setImmediate as tick } from 'node:timers/promises';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { registerClosing } from '../../src/http/closing.ts';

it('a request that is answered while the app closes does not hold it by its connection', async () => {
  const app = Fastify({ keepAliveTimeout: 60_000 });
  registerClosing(app);
  let arrived = () => {};
  let answer = (_text: string) => {};
  const whenArrived = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  app.get('/', async () => {
    arrived();
    return await new Promise<string>((resolve) => {
      answer = resolve;
    });
  });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const asked = fetch(address);
  await whenArrived;
  const closed = app.close();
  await tick();
  answer('done');
  const answered = await asked;
  expect(await answered.text()).toBe('done');
  await closed;
}, 10_000);

import { expect, test } from 'vitest';
import { startTestApp } from '../support/app.ts';

test('every schema of a request and of an answer compiles, though none is compiled before it is needed', async () => {
  const { app, close } = await startTestApp();
  expect(await app.warmUp(1)).toBeGreaterThan(200);
  await close();
});

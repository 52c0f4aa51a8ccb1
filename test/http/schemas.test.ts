import { expect, test } from 'vitest';
import { startTestApp } from '../support/app.ts';

test('every schema of a request and of an answer compiles, though none is compiled before it is needed', async () => {
  const { app, close } = await startTestApp();
  await expect(app.warmUp(1)).resolves.toBeUndefined();
  await close();
});

import { defineConfig } from 'vitest/config';

/** What takes minutes and wants the machine for itself: `npm run check:long`, before a release. */
export default defineConfig({
  test: {
    include: ['test/long/**/*.test.ts'],
    globalSetup: ['test/support/database-setup.ts'],
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
});

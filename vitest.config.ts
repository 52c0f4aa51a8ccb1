import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those that kill processes and measure times run by themselves: `npm run check:long`.
    exclude: ['test/long/**', 'test/chaos/{kill,followers,slow-texts,second-process,wholeness}.test.ts'],
    globalSetup: ['test/support/database-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Tests that start processes and servers share two cores with everything else: one more try, which the report shows.
    retry: 1,
  },
});

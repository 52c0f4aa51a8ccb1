import { Gauge, type Registry } from 'prom-client';
import { listLags } from '../changes/lease.ts';
import type { Db } from '../db/database.ts';
import type { Search } from '../search/search.ts';

/** What is worth watching of the whole commons: how far those are behind who follow the log, and which engine answers. */
export function describeMetrics(registry: Registry, db: Db, search: Search, version: string): void {
  const registers = [registry];
  new Gauge({ name: 'copse_build_info', help: 'Always 1', labelNames: ['version'], registers }).set({ version }, 1);

  const seconds = new Gauge({
    name: 'copse_follower_lag_seconds',
    help: 'Age of the oldest line of the change log that a follower has still to come to',
    ...{ labelNames: ['follower'], registers },
  });
  const failing = new Gauge({
    name: 'copse_follower_failing',
    help: 'Works and others that a follower failed on and will try again',
    ...{ labelNames: ['follower'], registers },
  });
  new Gauge({
    name: 'copse_follower_lag_lines',
    help: 'Lines of the change log that a follower has still to come to; of search, how far the index is behind',
    ...{ labelNames: ['follower'], registers },
    async collect() {
      const lags = await listLags(db);
      for (const gauge of [this, seconds, failing]) gauge.reset();
      for (const { name: follower, lag, age, failing: failures } of lags) {
        this.set({ follower }, lag);
        seconds.set({ follower }, age);
        failing.set({ follower }, failures);
      }
    },
  });
  new Gauge({
    name: 'copse_search_degraded',
    help: '1 while the database stands in for the search engine that was to answer',
    registers,
    async collect() {
      this.set((await search.standing()).degraded ? 1 : 0);
    },
  });
}

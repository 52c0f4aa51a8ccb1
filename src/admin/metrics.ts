import { Gauge, type Registry } from 'prom-client';
import { listLags } from '../changes/lease.ts';
import type { Db } from '../db/database.ts';
import type { Search } from '../search/search.ts';

/**
 * What is worth watching of the whole commons: how far those are behind who follow the log, and which engine answers.
 * @returns brings the values up to date
 */
export function describeMetrics(registry: Registry, db: Db, search: Search, version: string): () => Promise<void> {
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  gauge('copse_build_info', 'Always 1', 'version').set({ version }, 1);
  const lines = gauge(
    'copse_follower_lag_lines',
    'Lines of the change log that a follower has still to come to; of search, how far the index is behind',
    'follower',
  );
  const seconds = gauge('copse_follower_lag_seconds', 'Age of the first of these lines', 'follower');
  const failing = gauge('copse_follower_failing', 'What a follower failed on and will try again', 'follower');
  const degraded = gauge(
    'copse_search_degraded',
    '1 while the database stands in for the search engine that was to answer',
  );

  const up = gauge('copse_database_up', '0 while the database does not answer: then nothing is known of followers');

  return async () => {
    const [lags, standing] = await Promise.all([listLags(db), search.standing()]).catch(() => [[], undefined] as const);
    up.set(standing === undefined ? 0 : 1);
    for (const known of [lines, seconds, failing]) known.reset();
    for (const { name: follower, lag, age, failing: failures } of lags) {
      lines.set({ follower }, lag);
      seconds.set({ follower }, age);
      failing.set({ follower }, failures);
    }
    degraded.set(standing?.degraded === false ? 0 : 1);
  };
}

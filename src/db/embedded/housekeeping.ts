const lookMs = 5_000;

/** After something was due there is often more. */
const nextLookMs = 1_000;

/** A request this recent means that the next may be near. */
const quietMs = 300;

/** Without a quiet moment for this long, what is due is done in a busy one. */
const longestWaitMs = 10 * 60_000;

/** What is left to replay after a crash; a server would do this by time and size too. */
const walBytes = 64 * 1024 * 1024;

/**
 * A table that has more than doubled since its statistics were made, if ever: the planner takes thousands of rows for a
 * handful, and chooses loops that take seconds.
 */
const outgrownTable = `
select 'analyze ' || relid::regclass
from pg_stat_user_tables join pg_class on pg_class.oid = relid
where n_mod_since_analyze > 200 + greatest(reltuples, 0)
order by n_mod_since_analyze desc
limit 1`;

/** PostgreSQL's defaults: autovacuum_vacuum_threshold and its like. */
const dueTable = `
select case when n_dead_tup > 50 + 0.2 * greatest(reltuples, 0) or age(relfrozenxid) > 200000000
    then 'vacuum (analyze) ' else 'analyze ' end || relid::regclass
from pg_stat_user_tables join pg_class on pg_class.oid = relid
where n_dead_tup > 50 + 0.2 * greatest(reltuples, 0) or age(relfrozenxid) > 200000000
  or n_mod_since_analyze > 50 + 0.1 * greatest(reltuples, 0) or (reltuples < 0 and pg_relation_size(relid) > 0)
order by n_dead_tup + n_mod_since_analyze desc
limit 1`;

const walSinceCheckpoint =
  'select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::bigint from pg_control_checkpoint()';

export interface House {
  /** A request was answered; `isIdle`: no transaction is open after it. */
  noticed(isIdle: boolean): void;
  end(): void;
}

/**
 * Does what a server's background processes do and PGlite has none for: checkpoints, without which the log grows and
 * the next start takes longer and longer; statistics, without which plans are guesses; vacuum.
 * One table at a time, between transactions, in a quiet moment if there is one: it holds up everything else. Only the
 * statistics of a table that has outgrown them don't wait for one: without them all else is held up more.
 * @param run runs one statement at once and gives the first value of its answer
 */
export function keepHouse(run: (statement: string) => string | undefined): House {
  let isIdle = true;
  let isChanged = true;
  let lastRequest = 0;
  let lastVisit = Date.now();

  /** @returns whether there was something to do */
  function visit(): boolean {
    if (!isIdle || !isChanged) return false;
    if (Number(run(walSinceCheckpoint)) > walBytes) run('checkpoint');
    const now = Date.now();
    const isBusy = now - lastRequest < quietMs && now - lastVisit < longestWaitMs;
    const due = run(isBusy ? outgrownTable : dueTable);
    if (due !== undefined) run(due);
    if (isBusy) return false;
    isChanged = due !== undefined;
    // What is due in a busy moment is done to its end, one table a look: the next may be ten minutes away.
    if (!isChanged) lastVisit = now;
    return isChanged;
  }

  const look = () => {
    timer = setTimeout(look, visit() ? nextLookMs : lookMs);
  };
  let timer = setTimeout(look, lookMs);

  return {
    noticed: (idle) => {
      isIdle = idle;
      isChanged = true;
      lastRequest = Date.now();
    },
    end: () => clearTimeout(timer),
  };
}

import { Kysely } from 'kysely';
import pg from 'pg';
import { openPostgres } from '../../../src/db/postgres.ts';
import type { Tables } from '../../../src/db/tables.ts';

interface Asked {
  sql: string;
  parameters: readonly unknown[];
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
}

export interface Cost {
  /** Relations that were read from one end to the other. */
  scanned: string[];
  /** Rows that were read and thrown away, wherever; and those of `works` itself. */
  removed: number;
  removedWorks: number;
  plan: string;
}

/** A database as the application opens it, which tells afterwards how the server went about what it was asked. */
export function openExplained(url: string) {
  const asked: Asked[] = [];
  const { dialect, close } = openPostgres(url, 1);
  const db = new Kysely<Tables>({ dialect, log: ({ query }) => void asked.push(query) });
  const client = new pg.Client({ connectionString: url });
  const connected = client.connect();

  /** What `act` asks of the database, asked once more, with the plan of each statement. */
  async function explain(act: () => Promise<unknown>): Promise<Cost[]> {
    await connected;
    asked.length = 0;
    await act();
    const costs: Cost[] = [];
    for (const statement of [...asked]) {
      const plans = isKept(statement)
        ? [await keptPlan(statement), await ownPlan(statement)]
        : [await ownPlan(statement)];
      costs.push(
        ...plans
          .map(costOf)
          .sort((a, b) => b.removed - a.removed)
          .slice(0, 1),
      );
    }
    return costs;
  }

  const isKept = ({ sql }: Asked) => sql.startsWith('/* prepared_');

  /** For these very values. */
  async function ownPlan({ sql, parameters }: Asked): Promise<PlanNode> {
    return planIn(await client.query(`explain (analyze, format json) ${sql}`, [...parameters]));
  }

  /** The one that a connection keeps, whatever the values. */
  async function keptPlan({ sql, parameters }: Asked): Promise<PlanNode> {
    await client.query(`set plan_cache_mode = force_generic_plan; prepare kept as ${sql}`);
    const values = parameters.map((value) => pg.escapeLiteral(textOf(value)));
    const plan = planIn(await client.query(`explain (analyze, format json) execute kept (${values.join(', ')})`));
    await client.query('deallocate kept; reset plan_cache_mode');
    return plan;
  }

  return { db, explain, close: async () => void (await Promise.all([client.end(), close()])) };
}

function planIn({ rows }: pg.QueryResult): PlanNode {
  return rows[0]['QUERY PLAN'][0].Plan;
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? `{${value.join(',')}}` : String(value);
}

function costOf(plan: PlanNode): Cost {
  const nodes = nodesOf(plan);
  const scanned = nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'] ?? '');
  const ofWorks = nodes.filter((node) => node['Relation Name'] === 'works');
  return { scanned, removed: removedBy(nodes), removedWorks: removedBy(ofWorks), plan: JSON.stringify(plan, null, 1) };
}

function removedBy(nodes: readonly PlanNode[]): number {
  return nodes.reduce((sum, node) => {
    const each = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
    return sum + node['Actual Loops'] * each;
  }, 0);
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

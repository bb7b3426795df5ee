/**
 * How many parts a statement asks when the tables lie in parts by patient: PostgreSQL plans it with its values over partitions
 * (server/test/partitions.ts), and leaves out those that the values rule out before it runs. Citus decides by the same conditions,
 * those that PostgreSQL's planner derives from joins included.
 */
import type pg from 'pg';

/** `none`: only tables that are everywhere or where the server connects; or rows that are only added, each where its key says. */
export type Reach = 'none' | 'one' | 'several';

export async function reachOf(client: pg.Client, text: string, values: unknown[]): Promise<Reach> {
  const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Node }[] }>(`explain (format json) ${text}`, values);
  const [{ Plan } = { Plan: {} }] = rows[0]?.['QUERY PLAN'] ?? [];
  const found = new Set<string>();
  collect(Plan, found);
  if (found.size === 0) return 'none';
  return found.size === 1 ? 'one' : 'several';
}

interface Node {
  'Relation Name'?: string;
  'Target Tables'?: Node[];
  Plans?: Node[];
}

function collect(node: Node, found: Set<string>): void {
  const part = /_part_(\d+)$/.exec(node['Relation Name'] ?? '')?.[1];
  if (part !== undefined) found.add(part);
  for (const below of [...(node.Plans ?? []), ...(node['Target Tables'] ?? [])]) collect(below, found);
}

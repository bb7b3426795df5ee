/** How many rows the access log takes while reads go on: lists of patients' resources, a row for each patient, and readings by id among them. */
import type pg from 'pg';
import { chooser, measure } from './measure.ts';
import type { Row } from './report.ts';
import type { Options } from './rows.ts';
import type { World } from './world.ts';

const goal = 5000;
/** Patients in a list. */
const listed = 50;

export async function logRow(world: World, client: pg.Client, { scale, connections }: Options): Promise<Row> {
  const choose = chooser(9);
  let from: string | undefined;
  const measured = await measure(world, {
    requests: Math.ceil(8000 * scale),
    connections,
    next: (index) => ({
      method: 'GET',
      path:
        index % 2 === 0
          ? `/fhir/Patient?_count=${listed}&_elements=id`
          : `/fhir/Observation/${choose(world.observations)}`,
    }),
    // From the first answer that is measured; warming up has rows too.
    onAnswer: () => {
      from ??= new Date().toISOString();
    },
  });
  const rows = await rowsSince(client, from ?? '');
  const perSecond = rows / measured.seconds;
  return {
    name: 'rows of the access log, kept up while lists and single resources are read',
    value: perSecond,
    unit: '/s',
    cpuMs: (measured.cpu * measured.requests) / rows,
    goal: `≥ ${goal}/s`,
    reached: perSecond >= goal,
    note: `${rows} rows of ${measured.requests} reads, p95 ${measured.p95.toFixed(1)} ms`,
  };
}

async function rowsSince(client: pg.Client, from: string): Promise<number> {
  const { rows } = await client.query<{ rows: string }>(
    `select count(*) as rows from access_act, jsonb_array_elements(told::jsonb -> 'patients') as patient
     where at >= $1::timestamptz and patient -> 0 <> '0'`,
    [from],
  );
  return Number(rows[0]?.rows);
}

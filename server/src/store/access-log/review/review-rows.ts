/** The samples drawn from the log, and what was decided: rows that are only ever added. What is drawn of a day is drawn once. */
import type { Database, Transaction } from '../../database.ts';
import { numbers } from '../../array-literal.ts';
import type { Queryable } from '../../queryable.ts';
import { textArray } from '../../search/statement/binary-array.ts';

/** Which opening, at which care provider. */
export interface ItemName {
  careProvider: number;
  /** Swedish day. */
  day: string;
  caller: string;
  patientKey: number;
}

export type Drawn = 'random' | 'directed' | 'asked';

export interface ItemRow extends ItemName {
  at: string;
  drawn: Drawn;
  /** JSON: the opening as it was then. */
  told: string;
}

export interface DecisionRow extends ItemName {
  at: string;
  reviewer: string;
  /** JSON. */
  told: string;
}

export interface Draw {
  careProvider: number;
  day: string;
  openings: number;
  odd: number;
}

const lock = 8_273_011;

/** Runs `work` unless another process is at it; one that dies lets go. */
export async function whileAlone(database: Database, work: () => Promise<void>): Promise<boolean> {
  const client = await database.connect();
  try {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [lock]);
    if (rows[0]?.got !== true) return false;
    await work();
    return true;
  } finally {
    await client.end().catch(() => undefined);
  }
}

export async function isSummed(db: Queryable, day: string): Promise<boolean> {
  const text = 'select 1 as there from log_day where day = $1::date';
  return (await db.rows({ name: 'log-day', text }, [day])).length > 0;
}

export async function markSummed(db: Queryable, day: string, at: string): Promise<void> {
  const text = 'insert into log_day (day, summed) values ($1::date, $2::timestamptz) on conflict (day) do nothing';
  await db.rows({ name: 'log-day-summed', text }, [day, at]);
}

/** The sample and that it was drawn, together; false: it had been drawn before, and nothing is added. */
export async function keepDraw(
  database: Database,
  draw: Draw,
  items: readonly ItemRow[],
  at: string,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const { careProvider, day, openings, odd } = draw;
    const first = await transaction.rows(drawStatement, [careProvider, day, at, openings, odd]);
    if (first.length === 0) return false;
    await keepItems(transaction, items);
    return true;
  });
}

const drawStatement = {
  name: 'log-review-draw',
  text: `insert into log_review_draw (care_provider, day, at, openings, odd)
    values ($1::bigint, $2::date, $3::timestamptz, $4::integer, $5::integer) on conflict do nothing returning care_provider`,
};

/** What is there already stays as it was drawn. */
export async function keepItems(db: Queryable | Transaction, items: readonly ItemRow[]): Promise<void> {
  if (items.length === 0) return;
  await db.rows(
    {
      name: 'log-review-items-keep',
      text: `insert into log_review_item (care_provider, day, caller, patient_key, at, drawn, told)
        select * from unnest($1::bigint[], $2::date[], $3::text[], $4::bigint[], $5::timestamptz[], $6::text[], $7::text[])
        on conflict do nothing`,
    },
    [
      numbers(items.map(({ careProvider }) => careProvider)),
      numbers(items.map(({ day }) => day)),
      textArray(items.map(({ caller }) => caller)),
      numbers(items.map(({ patientKey }) => patientKey)),
      numbers(items.map(({ at }) => at)),
      textArray(items.map(({ drawn }) => drawn)),
      textArray(items.map(({ told }) => told)),
    ],
  );
}

export async function itemOf(
  db: Queryable,
  { careProvider, day, caller, patientKey }: ItemName,
): Promise<ItemRow | undefined> {
  const text = `${itemColumns} where i.care_provider = $1::bigint and i.day = $2::date and i.caller = $3 and i.patient_key = $4::bigint`;
  const [row] = await db.rows<ItemRow>({ name: 'log-review-item', text }, [careProvider, day, caller, patientKey]);
  return row;
}

const itemColumns = `select i.care_provider as "careProvider", i.day::text as day, i.caller, i.patient_key as "patientKey", i.at, i.drawn, i.told
  from log_review_item i`;

/** All that was drawn since a day, the newest day first, with all that was decided of it. */
export async function itemsSince(
  db: Queryable,
  careProvider: number,
  since: string,
): Promise<{ items: ItemRow[]; decisions: DecisionRow[]; draws: (Draw & { at: string })[] }> {
  const where = 'care_provider = $1::bigint and day >= $2::date';
  const [items, decisions, draws] = await Promise.all([
    db.rows<ItemRow>(
      {
        name: 'log-review-items',
        text: `${itemColumns} where i.${where} order by i.day desc, i.caller, i.patient_key`,
      },
      [careProvider, since],
    ),
    db.rows<DecisionRow>(
      {
        name: 'log-review-decisions',
        text: `select care_provider as "careProvider", day::text as day, caller, patient_key as "patientKey", at, reviewer, told
          from log_review_decision where ${where} order by at`,
      },
      [careProvider, since],
    ),
    db.rows<Draw & { at: string }>(
      {
        name: 'log-review-draws',
        text: `select care_provider as "careProvider", day::text as day, at, openings, odd from log_review_draw where ${where} order by day desc`,
      },
      [careProvider, since],
    ),
  ]);
  return { items, decisions, draws };
}

export async function keepDecision(db: Queryable | Transaction, row: DecisionRow): Promise<void> {
  await db.rows(
    {
      name: 'log-review-decision-keep',
      text: `insert into log_review_decision (care_provider, day, caller, patient_key, at, reviewer, told)
        values ($1::bigint, $2::date, $3, $4::bigint, $5::timestamptz, $6, $7)`,
    },
    [row.careProvider, row.day, row.caller, row.patientKey, row.at, row.reviewer, row.told],
  );
}

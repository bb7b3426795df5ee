/** For tests: acts of days gone by, put in the log as if they had been written then; the chain they stand in is not a whole one. */
import type { Act } from '../src/store/access-log/act.ts';
import { reviewerOf } from '../src/store/access-log/act.ts';
import type { Database } from '../src/store/database.ts';

const pastChain = 900_001;
let seq = 0;

export interface Past extends Partial<Act> {
  at: string;
  caller: string;
}

export async function putPastActs(database: Database, acts: readonly Past[]): Promise<void> {
  const months = new Set(acts.map(({ at }) => at.slice(0, 7)));
  for (const month of months) {
    const [year = 0, number = 0] = month.split('-').map(Number);
    const [from, until] = [number - 1, number].map((m) => new Date(Date.UTC(year, m, 1)).toISOString());
    for (const table of ['access_act', 'access_act_patient'])
      await database.rows({
        name: '',
        text: `create table if not exists ${table}_${month.replace('-', '_')} partition of ${table} for values from ('${from}') to ('${until}')`,
      });
  }
  const rows = acts.map((past) => {
    const act: Act = {
      chain: pastChain,
      seq: ++seq,
      act: 'open',
      permitted: true,
      callerKind: 'staff',
      callerName: past.caller,
      purpose: 'care',
      what: 'GET Patient/$chart',
      request: 'r',
      patients: [],
      ...past,
    };
    return act;
  });
  await database.rows(
    {
      name: '',
      text: `insert into access_act (chain, seq, at, caller, told, hash)
        select (j.told ->> 'chain')::bigint, (j.told ->> 'seq')::bigint, (j.told ->> 'at')::timestamptz, j.told ->> 'caller', j.told::text,
          sha256(j.told::text::bytea) from jsonb_array_elements($1::jsonb) as j (told)`,
    },
    [JSON.stringify(rows)],
  );
  const told = rows.flatMap((act) =>
    act.patients.map(([key]) => ({ key, at: act.at, chain: act.chain, seq: act.seq, reviewer: reviewerOf(act) })),
  );
  await database.rows(
    {
      name: '',
      text: `insert into access_act_patient (patient_key, at, chain, seq, reviewer)
        select * from jsonb_to_recordset($1::jsonb) as t (key bigint, at timestamptz, chain bigint, seq bigint, reviewer bigint)`,
    },
    [JSON.stringify(told)],
  );
}

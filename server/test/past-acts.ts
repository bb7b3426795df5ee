/** For tests: acts of days gone by, put in the log as if they had been written then; the chain they stand in is not a whole one. */
import type { Act } from '../src/store/access-log/act.ts';
import { keysOf } from '../src/store/access-log/sheet.ts';
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
    await database.rows({
      name: '',
      text: `create table if not exists access_sheet_${month.replace('-', '_')} partition of access_sheet for values from ('${from}') to ('${until}')`,
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
  const sheets = rows.map(({ chain, seq, at, caller, ...said }) => ({
    chain,
    seq,
    at,
    caller,
    keys: keysOf([{ keys: said.patients.map(([key]) => key) }]),
    told: JSON.stringify({ chain, seq, at, caller, ...said }),
  }));
  await database.rows(
    {
      name: '',
      text: `insert into access_sheet (chain, seq, at, callers, patients, told, hash)
        select chain, seq, at, array[caller], keys, told, sha256(told::bytea)
        from jsonb_to_recordset($1::jsonb) as t (chain bigint, seq bigint, at timestamptz, caller text, keys bigint[], told text)`,
    },
    [JSON.stringify(sheets)],
  );
}

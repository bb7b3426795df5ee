/**
 * How long a patient's and a user's log over twelve months take to put together and judge, in a log of any size: rows are made by SQL in a
 * throwaway database. `node server/test/log-size.ts --acts 1000000 --keep <folder>`; a kept folder is measured again without `--acts`.
 */
import { mkdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { typeCode } from '@vardkedjan/fhir/r4/resource-types.ts';
import { Persons, reviewCaller } from '../src/log-review/persons.ts';
import { reviewLog } from '../src/log-review/review.ts';
import { openDatabase, type Database } from '../src/store/database.ts';
import { startEmbedded } from '../src/store/embedded/embedded.ts';
import { openRecord } from '../src/store/open-record.ts';
import { testSettings } from './database.ts';

const { values: asked } = parseArgs({ options: { acts: { type: 'string' }, keep: { type: 'string' } } });
const months = 12;
const [users, patients] = [10_000, 200_000];
/** Of so many acts, one is the busy user's; of so many, one is in the busy patient's record. */
const [busyUser, busyPatient] = [400, 4_000];
const began = new Date(Date.UTC(2025, 11, 1));
const monthAt = (n: number): string =>
  new Date(Date.UTC(began.getUTCFullYear(), began.getUTCMonth() + n, 1)).toISOString();
const say = (text: string): void => {
  process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
};

async function fill(database: Database, acts: number): Promise<void> {
  const client = await database.connect();
  const run = async (text: string, values: unknown[] = []): Promise<void> => {
    await client.query(text, values);
  };
  await run(
    `insert into resource (patient_key, key, type, version, updated, date_low, date_high, id, body)
     select n, n, ${typeCode('Patient')}, 1, now(), now(), now(), 'p-' || n, json_build_object('resourceType', 'Patient', 'id', 'p-' || n,
       'name', json_build_array(json_build_object('use', 'official', 'family', 'Efternamn' || n % 5000, 'given', json_build_array('Förnamn'))),
       'identifier', json_build_array(json_build_object('system', 'http://electronichealth.se/identifier/personnummer', 'value', n::text)),
       'address', json_build_array(json_build_object('line', json_build_array('Gatan ' || n % 900), 'postalCode', '50' || n % 100)))::text
     from generate_series(1, ${patients}) n`,
  );
  await run(
    `insert into care_relation select p, p * 10 + u, 20, u, 0, 'encounter', '2025-01-01' from generate_series(1, ${patients}) p, generate_series(p % 40 + 1, p % 40 + 2) u`,
  );
  await run(
    `insert into log_user_day select 20, 'SE2321000131-' || u, d::date, 40, 12, 130816
     from generate_series(1, ${users}) u, generate_series('${monthAt(0)}'::timestamptz, '${monthAt(months)}', '1 day') d where extract(isodow from d) < 6`,
  );
  for (let month = 0; month < months; month++) {
    const [from, until] = [monthAt(month), monthAt(month + 1)];
    const name = from.slice(0, 7).replace('-', '_');
    for (const table of ['access_act', 'access_act_patient'])
      await run(
        `create table if not exists ${table}_${name} partition of ${table} for values from ('${from}') to ('${until}')`,
      );
    await run(actsOfMonth, [month * Math.round(acts / months), Math.round(acts / months), from, until]);
    await run(
      `insert into access_act_patient select (p ->> 0)::bigint, at, chain, seq, 20
       from access_act_${name}, jsonb_array_elements(told::jsonb -> 'patients') p on conflict do nothing`,
    );
    say(`${from.slice(0, 7)} is filled`);
  }
  await run('analyze');
  await run('vacuum log_user_day');
  await client.end();
}

/** One act of six shows a list of 20, the others one patient: about four rows an act. */
const actsOfMonth = `
  insert into access_act
  select n % 4 + 1, $1::bigint + n, a.at, a.caller, json_build_object('chain', n % 4 + 1, 'seq', $1::bigint + n, 'at', a.at, 'act', case when n % 6 = 0 then 'search' else 'open' end,
    'permitted', true, 'callerKind', 'staff', 'caller', a.caller, 'callerName', 'Namn Efternamn', 'assignment', 'SE2321000131-A' || a.u, 'assignmentTitle', 'Sjuksköterska',
    'careUnit', a.u % 40 + 1, 'careUnitName', 'Medicinavdelning ' || a.u % 40, 'careProvider', 20, 'careProviderName', 'Västra Götalandsregionen', 'purpose', 'care',
    'what', case when n % 6 = 0 then 'GET Encounter' else 'GET Patient/$chart' end, 'request', md5(n::text),
    'findings', '[{"rule":"signed-in-with-assignment","law":"pdl-4-2","outcome":"met","facts":{"assignment":"in-force"}},{"rule":"purpose-permits","law":"pdl-2-4","outcome":"met","facts":{"purpose":"care"}},{"rule":"care-relation-or-stated","law":"pdl-4-1","outcome":"met","facts":{"relation":"encounter"}}]'::json,
    'patients', (select json_agg(json_build_array(case when k = 1 and n % ${busyPatient} = 0 then 1 else (n * 7919 + k * 104729) % ${patients} + 1 end, 'p-' || k, 3))
       from generate_series(1, case when n % 6 = 0 then 20 else 1 end) k))::text, sha256(n::text::bytea)
  from generate_series(1, $2::bigint) n
  cross join lateral (select $3::timestamptz + ($4::timestamptz - $3::timestamptz) * ((n - 0.5) / $2) as at,
    case when n % ${busyUser} = 0 then 1 else (n * 6151 % ${users})::integer + 1 end as u) w
  cross join lateral (select w.at, w.u, 'SE2321000131-' || w.u as caller) a`;

async function measure(database: Database): Promise<void> {
  const [size] = await database.rows<{ acts: number; rows: number; bytes: string }>({
    name: '',
    text: `select sum(reltuples) filter (where relname like 'access_act_2%')::bigint as acts, sum(reltuples) filter (where relname like 'access_act_patient_2%')::bigint as rows,
      pg_size_pretty(pg_database_size(current_database())) as bytes from pg_class where relkind = 'r'`,
  });
  say(`${size?.acts} acts, ${size?.rows} rows of patients, ${size?.bytes}`);
  const persons = (): Persons => new Persons(database, openRecord(database, reviewCaller));
  const span = { from: monthAt(0), until: monthAt(months) };
  const kinds = {
    'a busy patient': { careProvider: 20, span, patientKey: 1 },
    'a patient': { careProvider: 20, span, patientKey: 777 },
    'a busy user': { careProvider: 20, span, agent: 'SE2321000131-1' },
    'a user': { careProvider: 20, span, agent: 'SE2321000131-777' },
    'a busy user in one record': { careProvider: 20, span, agent: 'SE2321000131-1', patientKey: 1 },
  };
  for (const round of ['first', 'again'])
    for (const [name, wanted] of Object.entries(kinds)) {
      const start = performance.now();
      const all = await reviewLog(database, persons(), wanted);
      const acts = all.reduce((sum, one) => sum + one.acts, 0);
      say(
        `${name}, ${round}: ${((performance.now() - start) / 1000).toFixed(2)} s; ${all.length} openings of ${acts} acts, ${all.filter(({ odd }) => odd.length > 0).length} odd`,
      );
    }
}

const folder = asked.keep ?? path.join(os.tmpdir(), `log-size-${process.pid}`);
await mkdir(folder, { recursive: true });
const embedded = await startEmbedded({ dataDir: folder, settings: { ...testSettings, shared_buffers: '512MB' } });
const { user, password, port } = embedded.connection();
const databaseUrl = (name: string): string =>
  `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
try {
  const outside = await openDatabase({
    dataDir: folder,
    databaseUrl: databaseUrl('postgres'),
    timeouts: { job: 0, search: 0 },
  });
  try {
    if (asked.acts !== undefined) await fill(outside, Number(asked.acts));
    await measure(outside);
  } finally {
    await outside.close();
  }
} finally {
  await embedded.leave();
  if (asked.keep === undefined) await rm(folder, { recursive: true, force: true });
}

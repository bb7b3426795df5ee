/**
 * How long a patient's and a user's log over twelve months take to put together and judge, in a log of any size: rows are made by SQL in a
 * throwaway database, a month of them and the same again for each of the others. `node server/test/log-size.ts --acts 1000000 --keep <folder>`; a kept folder is measured again without `--acts`.
 * `--busy 80`: one act of so many is the busy user's.
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
import { testSettings } from './cluster.ts';

const { values: asked } = parseArgs({
  options: { acts: { type: 'string' }, keep: { type: 'string' }, busy: { type: 'string', default: '400' } },
});
const months = 12;
const [users, patients] = [10_000, 200_000];
/** Of so many acts, one is the busy user's; of so many, one is in the busy patient's record. */
const [busyUser, busyPatient] = [Number(asked.busy), 4_000];
/** Acts that were committed together. */
const sheetSize = 8;
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
  await run("set maintenance_work_mem = '1GB'");
  const sheets = Math.round(acts / months / sheetSize);
  for (let month = 0; month < months; month++) {
    const [from, until] = [monthAt(month), monthAt(month + 1)];
    const name = from.slice(0, 7).replace('-', '_');
    await run(standingsOfMonth, [from]);
    // Attached when it is full, so that its indexes are built and not filled.
    await run(`create table access_sheet_${name} (like access_sheet)`);
    if (month === 0) {
      await run(nameOfUser, [from]);
      await run(`insert into access_sheet_${name} ${sheetsOfMonth}`, [sheets, from, until]);
    } else {
      await run(`insert into access_sheet_${name} ${sheetsOfLaterMonth}`, [
        month * sheets * sheetSize,
        monthAt(0),
        from,
      ]);
    }
    await run(
      `alter table access_sheet attach partition access_sheet_${name} for values from ('${from}') to ('${until}')`,
    );
    say(`${from.slice(0, 7)} is filled`);
  }
  await run('analyze');
  await run('vacuum log_user_day');
  await client.end();
}

/** What each user says of themselves, for the month that begins at `$1`. */
const standingsOfMonth = `
  insert into access_standing
  select $1::date, translate(encode(substr(sha256(convert_to(said, 'UTF8')), 1, 24), 'base64'), '+/', '-_'), said
  from generate_series(1, ${users}) u cross join lateral (
    select '"callerKind":"staff","caller":"SE2321000131-' || u || '","callerName":"Namn Efternamn ' || u || '","assignment":"SE2321000131-A' || u
      || '","assignmentTitle":"Sjuksköterska","careUnit":' || u % 40 + 1 || ',"careUnitName":"Medicinavdelning ' || u % 40
      || '","careProvider":20,"careProviderName":"Västra Götalandsregionen","purpose":"care"' as said) w`;

/** Users by what they are named by. */
const nameOfUser = `
  create temp table named as select name, substring(said from 'SE2321000131-(\\d+)"')::integer as u from access_standing where month = $1::date`;

/** One act of six shows a list of 20, the others one patient: about four rows an act. Acts of whoever it is are committed together. */
const sheetsOfMonth = `
  select g % 4 + 1, g * ${sheetSize}, w.at, a.callers, a.keys, a.told, sha256(g::text::bytea)
  from generate_series(1, $1::bigint) g
  cross join lateral (select $2::timestamptz + ($3::timestamptz - $2::timestamptz) * ((g - 0.5) / $1) as at) w
  cross join lateral (
    select array_agg('SE2321000131-' || u order by n) as callers, string_agg('{"by":"' || name || '","chain":' || g % 4 + 1 || ',"seq":' || n
      || ',"at":"' || to_char(w.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || case when n % 6 = 0 then
        '","act":"search","permitted":true,"what":"GET Encounter","request":"' else
        '","act":"open","permitted":true,"what":"GET Patient/$chart","request":"' end || md5(n::text)
      || '","findings":[{"rule":"signed-in-with-assignment","law":"pdl-4-2","outcome":"met","facts":{"assignment":"in-force"}},{"rule":"purpose-permits","law":"pdl-2-4","outcome":"met","facts":{"purpose":"care"}},{"rule":"care-relation-or-stated","law":"pdl-4-1","outcome":"met","facts":{"relation":"encounter"}}],"patients":['
      || p.patients || ']}', E'\\n' order by n) as told,
      array(select distinct k from unnest(string_to_array(string_agg(keys, ','), ',')::bigint[]) k order by k) as keys
    from generate_series((g - 1) * ${sheetSize} + 1, g * ${sheetSize}) n
    cross join lateral (select case when n % ${busyUser} = 0 then 1 else (n * 6151 % ${users})::integer + 1 end as u) x
    join named using (u)
    cross join lateral (
      select string_agg('[' || key || ',"p-' || key || '",3]', ',') as patients, string_agg(key::text, ',') as keys
      from generate_series(1, case when n % 6 = 0 then 20 else 1 end) k
      cross join lateral (select case when k = 1 and n % ${busyPatient} = 0 then 1 else (n * 7919 + k * 104729) % ${patients} + 1 end as key) z) p
  ) a`;

/** The same acts again, of another month: its first day has those of the first month's first. */
const sheetsOfLaterMonth = `
  select chain, seq + $1::bigint, $3::timestamptz + (at - $2::timestamptz) * 0.9, callers, patients, told, hash from access_sheet
  where at < $2::timestamptz + interval '1 month'`;

async function measure(database: Database): Promise<void> {
  const [size] = await database.rows<{ acts: number; bytes: string; all: string }>({
    name: '',
    text: `select ${sheetSize} * sum(reltuples)::bigint as acts, pg_size_pretty(sum(pg_total_relation_size(oid))) as bytes,
      pg_size_pretty(pg_database_size(current_database())) as all from pg_class where relkind = 'r' and relname like 'access_sheet_2%'`,
  });
  say(`${size?.acts} acts, ${(size?.acts ?? 0) * 4} rows of patients, ${size?.bytes} of ${size?.all}`);
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
      const { total, odd } = await reviewLog(database, persons(), wanted, { from: 0, count: 200 });
      say(`${name}, ${round}: ${((performance.now() - start) / 1000).toFixed(2)} s; ${total} openings, ${odd} odd`);
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

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { testDatabase } from '../../../test/database.ts';
import { loosened } from '../../../test/loosened.ts';
import { openRecord } from '../open-record.ts';
import { type AccessNote, openAccessLog } from './access-log.ts';
import { hashOfRow, type LogRow, logColumns } from './log-row.ts';
import { readAccessLog } from './read-log.ts';
import { chainStart } from './sheet.ts';
import { verifyLog } from './verify-chains.ts';

const database = await loosened(await testDatabase());
const caller: Caller = { kind: 'system', id: 'test', name: 'Åsa "Test"\\' };
const note = (more: Partial<AccessNote> = {}): AccessNote => ({
  caller,
  act: 'read',
  permitted: true,
  what: 'GET Patient',
  request: 'r-1',
  patients: [{ key: 7, id: 'p-7', resources: 1 }],
  ...more,
});

async function change(text: string): Promise<void> {
  await database.rows({ name: '', text });
}

async function faults(): Promise<string[]> {
  return (await verifyLog(database)).faults.map(({ chain, seq, fault }) => `${chain}/${seq} ${fault}`);
}

const log = await openAccessLog(database);

test('rows of many answers at once are all there, and the chain holds', async () => {
  await Promise.all(
    Array.from({ length: 500 }, (_, n) =>
      log.append([note({ request: `r-${n}`, reason: n % 2 ? '\0ö\t"{}\\,' : '' })]),
    ),
  );
  const verdict = await verifyLog(database);
  assert.deepEqual(verdict, { chains: 1, rows: 500, faults: [] });
});

test('when it is not told whether rows were written, and the database does not say, another chain is begun', async () => {
  let lost = false;
  const gone = () => Object.assign(new Error('Connection terminated'), { code: 'ECONNRESET' });
  const cut = new Proxy(database, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return async (...given: unknown[]): Promise<unknown> => {
        if (lost && name === 'rows') throw gone();
        const answer: unknown = await (value.apply(target, given) as unknown);
        if (lost && name === 'commit') throw gone();
        return answer;
      };
    },
  });
  const other = await openAccessLog(cut);
  await other.append([note()]);
  lost = true;
  await assert.rejects(other.append([note()]));
  lost = false;
  await other.append([note()]);
  assert.deepEqual(await verifyLog(database), { chains: 3, rows: 503, faults: [] });
  for (const table of ['access_sheet', 'access_log_head']) await change(`delete from ${table} where chain > 1`);
});

test('several processes each have their chain', async () => {
  const others = await Promise.all([openAccessLog(database), openAccessLog(database)]);
  await Promise.all([...others, log].flatMap((each) => Array.from({ length: 20 }, () => each.append([note()]))));
  assert.deepEqual(await verifyLog(database), { chains: 3, rows: 560, faults: [] });
});

test('what a patient has been shown of is read newest first, in pages', async () => {
  await log.append([note({ patients: [{ key: 8, id: 'p-8', resources: 3 }] })]);
  await log.append([
    note({
      act: 'open',
      patients: [
        { key: 8, id: 'p-8', resources: 1 },
        { key: 7, id: 'p-7', resources: 1 },
      ],
    }),
  ]);
  const first = await readAccessLog(database.lane, caller, { patientKey: 8 }, { count: 1 });
  assert.equal(first.rows[0]?.act, 'open');
  const second = await readAccessLog(database.lane, caller, { patientKey: 8 }, { count: 1, cursor: first.next });
  assert.equal(second.rows[0]?.resources, 3);
  assert.equal(second.next, undefined);
});

test('a patient who is known by key only is logged by id too', async () => {
  const [written] = await openRecord(database, caller).write([
    { action: 'create', resource: { resourceType: 'Patient' } },
  ]);
  const key = written?.stored.patientKey ?? 0;
  await log.append([note({ patients: [{ key, resources: 1 }] })]);
  assert.equal(
    (await readAccessLog(database.lane, caller, { patientKey: key }, { count: 1 })).rows[0]?.patient,
    written?.stored.id,
  );
});

test('an act that concerns no patient is a row too', async () => {
  await log.append([note({ permitted: false, patients: [] })]);
  assert.equal((await readAccessLog(database.lane, caller, { patientKey: 0 }, { count: 1 })).rows[0]?.permitted, false);
  assert.deepEqual(await faults(), []);
});

test('what many answers waited for together is one row, and no larger than a reader can read', async () => {
  const sheets = await database.rows<{ acts: number }>({
    name: '',
    text: 'select cardinality(callers) as acts from access_sheet where chain = 1 order by seq limit 6',
  });
  assert.deepEqual(
    sheets.map(({ acts }) => acts),
    [1, 100, 100, 100, 100, 99],
  );
});

test('a row that was changed, taken away or put in is found', async () => {
  const sheet = 'chain = 1 and seq = 201';
  await change(`update access_sheet set told = replace(told, 'GET Patient', 'GET Observation') where ${sheet}`);
  assert.deepEqual(await faults(), ['1/201 the row was changed']);
  await change(`update access_sheet set told = replace(told, 'GET Observation', 'GET Patient') where ${sheet}`);
  await change(`update access_sheet set callers[17] = 'Eva' where ${sheet}`);
  assert.deepEqual(await faults(), ['1/201 the row was changed']);
  await change(`update access_sheet set callers[17] = 'test' where ${sheet}`);
  assert.deepEqual(await faults(), []);
  await change('create table aside as select * from access_sheet where chain = 1 and seq in (201, 301, 401)');
  await change('delete from access_sheet where chain = 1 and seq in (201, 301)');
  assert.deepEqual(await faults(), ['1/102 200 rows are missing']);
  await change('insert into access_sheet select * from aside where seq < 400');
  await change(
    `insert into access_sheet select (jsonb_populate_record(aside, '{"at": "2026-11-30T23:59:59Z"}')).* from aside where seq = 401`,
  );
  assert.deepEqual(await faults(), ['1/401 a row was put in']);
  await change(`delete from access_sheet where at = '2026-11-30T23:59:59Z'`);
  assert.deepEqual(await faults(), []);
});

test('an act that was taken out of its row, put in, or has changed places with another is found', async () => {
  await change('create table whole as select * from access_sheet where chain = 1 and seq = 301');
  const lines = `string_to_array(w.told, E'\\n')`;
  for (const told of [
    `(${lines})[2:]`,
    `(${lines})[:99]`,
    `${lines} || (${lines})[7:7]`,
    `(${lines})[2:2] || (${lines})[1:1] || (${lines})[3:]`,
  ]) {
    const columns = `told = array_to_string(${told}, E'\\n'), callers = array_fill('test'::text, array[cardinality(${told})])`;
    await change(`update access_sheet s set ${columns} from whole w where s.chain = 1 and s.seq = 301`);
    assert.equal((await faults()).length, 1, told);
  }
  await change(
    'update access_sheet s set told = w.told, callers = w.callers from whole w where s.chain = 1 and s.seq = 301',
  );
  assert.deepEqual(await faults(), []);
});

test('rows that have changed places are found', async () => {
  const swap = `update access_sheet a set told = b.told from access_sheet b
    where a.chain = 1 and b.chain = 1 and (a.seq, b.seq) in ((201, 301), (301, 201))`;
  await change(swap);
  assert.deepEqual(await faults(), ['1/201 the row was changed', '1/301 the row was changed']);
  await change(swap);
  assert.deepEqual(await faults(), []);
});

test('a patient whom a row was hidden from, or who was put in, is found', async () => {
  const [{ seq } = { seq: 0 }] = await database.rows<{ seq: number }>({
    name: '',
    text: 'select seq from access_sheet where chain = 1 and patients @> array[7::bigint, 8]',
  });
  for (const patients of ['{7}', '{7,8,9}', '{8,7}', '{}']) {
    await change(`update access_sheet set patients = '${patients}' where chain = 1 and seq = ${seq}`);
    assert.deepEqual(await faults(), [`1/${seq} the row was changed`]);
  }
  await change(`update access_sheet set patients = '{7,8}' where chain = 1 and seq = ${seq}`);
  assert.deepEqual(await faults(), []);
});

test('what was written before acts were rows is read and checked as it was', async () => {
  await change(
    "create table access_log_before partition of access_log for values from ('2026-01-01') to ('2026-02-01')",
  );
  const who = {
    callerKind: 'staff',
    caller: 'SE1',
    callerName: 'Åsa',
    assignment: 'u',
    assignmentTitle: '',
    purpose: '',
    reason: '"\\',
  };
  const where = { careUnit: 1, careUnitName: '', careProvider: 2, careProviderName: '' };
  const what = {
    act: 'open',
    permitted: true,
    what: 'GET Patient',
    patientKey: 8,
    patient: 'p-8',
    resources: 1,
    findings: '[]',
    request: 'r',
  };
  const rows = [1, 2].map(
    (seq): LogRow => ({ ...who, ...where, ...what, chain: 4, seq, at: `2026-01-02T03:04:0${seq}.600Z` }),
  );
  let hash: Buffer = chainStart;
  for (const row of rows) {
    hash = hashOfRow(hash, row);
    const places = logColumns.map((_, at) => `$${at + 1}`).join(', ');
    const text = `insert into access_log (${logColumns.map(([, column]) => column).join(', ')}, hash) values (${places}, $${logColumns.length + 1})`;
    await database.rows({ name: '', text }, [...logColumns.map(([property]) => row[property]), hash]);
  }
  await database.rows({ name: '', text: 'insert into access_log_head values (4, 2, $1)' }, [hash]);
  assert.deepEqual(await faults(), []);
  const all = await readAccessLog(database.lane, caller, { patientKey: 8 }, { count: 3 });
  const older = await readAccessLog(database.lane, caller, { patientKey: 8 }, { count: 3, cursor: all.next });
  assert.deepEqual([...all.rows.slice(2), ...older.rows], rows.toReversed());
  await change('update access_log set resources = 0 where chain = 4 and seq = 1');
  assert.deepEqual(await faults(), ['4/1 the row was changed']);
  await change('update access_log set resources = 1 where chain = 4 and seq = 1');
  assert.deepEqual(await faults(), []);
});

test('a tail that was cut off, a chain that was taken away or made up is found', async () => {
  const [{ acts } = { acts: 0 }] = await database.rows<{ acts: number }>({
    name: '',
    text: 'select cardinality(callers) as acts from access_sheet where chain = 2 and seq = 20',
  });
  await change('create table tail as select * from access_sheet where chain = 2 and seq = 20');
  await change('delete from access_sheet where chain = 2 and seq = 20');
  assert.deepEqual(await faults(), [`2/${21 - acts} the last ${acts} rows are missing`]);
  await change('delete from access_sheet where chain = 2');
  await change('delete from access_log_head where chain = 2');
  assert.deepEqual(await faults(), ['2/0 the chain is missing']);
  await change('insert into access_sheet select (jsonb_populate_record(tail, \'{"chain": 9}\')).* from tail');
  assert.deepEqual(await faults(), ['2/0 the chain is missing', '9/20 rows of a chain that nobody began']);
});

test('what cannot be made durable fails, and the next is written', async () => {
  await change('alter table access_sheet rename to hidden');
  await assert.rejects(log.append([note()]));
  await change('alter table hidden rename to access_sheet');
  await log.append([note()]);
  assert.deepEqual(await faults(), ['2/0 the chain is missing', '9/20 rows of a chain that nobody began']);
});

test('as many as shared the last commit share the next without a clock', async (t) => {
  const steady = await openAccessLog(database, () => 1);
  const some = (turn: number) =>
    Promise.all([1, 2, 3, 4].map((n) => steady.append([note({ request: `steady-${turn}-${n}` })])));
  await some(1);
  await some(2);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  await some(3);
  await steady.close();
  const [shared] = await database.rows<{ acts: number; sheets: number }>({
    name: '',
    text: `select count(*)::int as acts, count(distinct sheet)::int as sheets from access_act where told like '%"steady-3-%'`,
  });
  assert.deepEqual(shared, { acts: 4, sheets: 1 });
});

test('an answer that is under way and has nothing to log holds up nobody', async () => {
  const busy = await openAccessLog(database, () => 1000);
  await Promise.all(Array.from({ length: 5 }, (_, n) => busy.append([note({ request: `busy-${n}` })])));
  await busy.append([note({ request: 'busy-alone' })]);
  await busy.close();
  const [there] = await database.rows<{ acts: number }>({
    name: '',
    text: `select count(*)::int as acts from access_act where told like '%"busy-%'`,
  });
  assert.equal(there?.acts, 6);
});

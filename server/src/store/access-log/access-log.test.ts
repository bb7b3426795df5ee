import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { testDatabase } from '../../../test/database.ts';
import { openRecord } from '../open-record.ts';
import { type AccessNote, openAccessLog } from './access-log.ts';
import { readAccessLog } from './read-log.ts';
import { verifyLog } from './verify-chains.ts';

const database = await testDatabase();
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
  await database.rows({ name: text.slice(0, 60), text });
}

async function faults(): Promise<string[]> {
  return (await verifyLog(database)).faults.map(({ chain, seq, fault }) => `${chain}/${seq} ${fault}`);
}

const log = await openAccessLog(database);

test('rows of many answers at once are all there, and the chain holds', async () => {
  await Promise.all(Array.from({ length: 500 }, (_, n) => log.append([note({ request: `r-${n}`, reason: n % 2 ? '\0ö\t"{}\\,' : '' })])));
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
  await change('delete from access_log where chain > 1');
  await change('delete from access_log_head where chain > 1');
});

test('several processes each have their chain', async () => {
  const others = await Promise.all([openAccessLog(database), openAccessLog(database)]);
  await Promise.all([...others, log].flatMap((each) => Array.from({ length: 20 }, () => each.append([note()]))));
  assert.deepEqual(await verifyLog(database), { chains: 3, rows: 560, faults: [] });
});

test('what a patient has been shown of is read newest first, in pages', async () => {
  await log.append([note({ patients: [{ key: 8, id: 'p-8', resources: 3 }] })]);
  await log.append([note({ act: 'open', patients: [{ key: 8, id: 'p-8', resources: 1 }, { key: 7, id: 'p-7', resources: 1 }] })]);
  const first = await readAccessLog(database.lane, caller, 8, { count: 1 });
  assert.equal(first.rows[0]?.act, 'open');
  const second = await readAccessLog(database.lane, caller, 8, { count: 1, cursor: first.next });
  assert.equal(second.rows[0]?.resources, 3);
  assert.equal(second.next, undefined);
});

test('a patient who is known by key only is logged by id too', async () => {
  const [written] = await openRecord(database, caller).write([{ action: 'create', resource: { resourceType: 'Patient' } }]);
  const key = written?.stored.patientKey ?? 0;
  await log.append([note({ patients: [{ key, resources: 1 }] })]);
  assert.equal((await readAccessLog(database.lane, caller, key, { count: 1 })).rows[0]?.patient, written?.stored.id);
});

test('an act that concerns no patient is a row too', async () => {
  await log.append([note({ permitted: false, patients: [] })]);
  assert.equal((await readAccessLog(database.lane, caller, 0, { count: 1 })).rows[0]?.permitted, false);
  assert.deepEqual(await faults(), []);
});

test('a row that was changed, taken away or put in is found', async () => {
  await change("update access_log set caller_name = 'Eva' where chain = 1 and seq = 17");
  assert.deepEqual(await faults(), ['1/17 the row was changed']);
  await change(`update access_log set caller_name = 'Åsa "Test"\\' where chain = 1 and seq = 17`);
  assert.deepEqual(await faults(), []);
  await change('create table aside as select * from access_log where chain = 1 and seq in (30, 31, 100)');
  await change('delete from access_log where chain = 1 and seq in (30, 31)');
  assert.deepEqual(await faults(), ['1/30 2 rows are missing']);
  await change('insert into access_log select * from aside where seq < 100');
  await change("insert into access_log select (jsonb_populate_record(aside, '{\"patient_key\": 9}')).* from aside where seq = 100");
  assert.deepEqual(await faults(), ['1/100 a row was put in']);
  await change('delete from access_log where patient_key = 9');
});

test('a tail that was cut off, a chain that was taken away or made up is found', async () => {
  await change('create table tail as select * from access_log where chain = 2 and seq >= 19');
  await change('delete from access_log where chain = 2 and seq >= 19');
  assert.deepEqual(await faults(), ['2/19 the last 2 rows are missing']);
  await change('insert into access_log select * from tail');
  await change('delete from access_log where chain = 2');
  await change('delete from access_log_head where chain = 2');
  assert.deepEqual(await faults(), ['2/0 the chain is missing']);
  await change("insert into access_log select (jsonb_populate_record(tail, '{\"chain\": 9}')).* from tail");
  assert.deepEqual(await faults(), ['2/0 the chain is missing', '9/19 rows of a chain that nobody began']);
});

test('what cannot be made durable fails, and the next is written', async () => {
  await change('alter table access_log rename to hidden');
  await assert.rejects(log.append([note()]));
  await change('alter table hidden rename to access_log');
  await log.append([note()]);
  assert.deepEqual(await faults(), ['2/0 the chain is missing', '9/19 rows of a chain that nobody began']);
});

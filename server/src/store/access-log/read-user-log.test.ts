/** Whose acts a log reviewer reads of a user: those for the own care provider, and systems’; what was written before acts were rows, too. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { StaffCaller } from '@vardkedjan/care/access/caller.ts';
import { testDatabase } from '../../../test/database.ts';
import { loosened } from '../../../test/loosened.ts';
import { type AccessNote, openAccessLog } from './access-log.ts';
import { logColumns } from './log-row.ts';
import { readAccessLog } from './read-log.ts';
import { verifyLog } from './verify-chains.ts';

const database = await loosened(await testDatabase());

const staff = (id: string, careProvider: number): StaffCaller => ({
  kind: 'staff',
  id,
  name: id,
  practitioner: { key: 1, id },
  assignment: {
    id: 'a',
    hsaId: 'a',
    title: 'Läkare',
    profession: 'doctor',
    purpose: 'log-review',
    careUnit: { key: 3, id: 'u', hsaId: 'u', name: 'u' },
    careProvider: { key: careProvider, id: 'p', hsaId: 'p', name: 'p' },
  },
});
const note = (caller: AccessNote['caller'], ...keys: number[]): AccessNote => ({
  caller,
  act: 'open',
  permitted: true,
  what: 'GET Patient',
  request: 'r',
  patients: keys.map((key) => ({ key, id: `p-${key}`, resources: 7 })),
});

const log = await openAccessLog(database);
for (const caller of [staff('both', 20), staff('both', 30), { kind: 'system', id: 'import', name: 'Import' } as const])
  await log.append([note(caller, 7, 8)]);
await log.append([note(staff('both', 20), 9)]);
await database.rows({
  name: '',
  text: "create table access_log_before partition of access_log for values from ('2026-01-01') to ('2026-02-01')",
});
for (const [seq, careProvider] of [20, 30].entries()) {
  const row = {
    patientKey: 7,
    at: '2026-01-02T03:04:05.600Z',
    chain: 9,
    seq,
    act: 'open',
    permitted: true,
    patient: 'p-7',
  };
  const rest = { callerKind: 'staff', caller: 'both', careProvider, careUnit: 3, resources: 1, findings: '[]' };
  const told: Record<string, unknown> = { ...row, ...rest };
  await database.rows(
    {
      name: '',
      text: `insert into access_log (${logColumns.map(([, column]) => column).join(', ')}, hash)
        values (${logColumns.map((_, at) => `$${at + 1}`).join(', ')}, '')`,
    },
    logColumns.map(([property]) => (told[property] ?? '') as string),
  );
}

const read = async (
  reviewer: StaffCaller | { kind: 'system'; id: string; name: string },
  agent: string,
  key?: number,
) =>
  (await readAccessLog(database.lane, reviewer, { agent, patientKey: key }, { count: 10 })).rows.map(
    ({ careProvider, patientKey, at }) => `${careProvider}/${patientKey}${at < '2026-02' ? ' before' : ''}`,
  );

test('a reviewer reads what was done for the own care provider, newest first', async () => {
  assert.deepEqual(await read(staff('r', 20), 'both'), ['20/9', '20/7', '20/8', '20/7 before']);
  assert.deepEqual(await read(staff('r', 30), 'both'), ['30/7', '30/8', '30/7 before']);
  assert.deepEqual(await read(staff('r', 40), 'both'), []);
});

test('a system’s acts are read by every reviewer, and a system reads all', async () => {
  assert.deepEqual(await read(staff('r', 40), 'import'), ['0/7', '0/8']);
  assert.equal((await read({ kind: 'system', id: 's', name: 's' }, 'both')).length, 7);
});

test('one patient narrows it to the acts in that record, and to that record', async () => {
  assert.deepEqual(await read(staff('r', 20), 'both', 7), ['20/7', '20/7 before']);
  assert.deepEqual(await read(staff('r', 20), 'both', 9), ['20/9']);
});

test('a row that was changed to what cannot be read is shown by its columns, and hides no other', async () => {
  const change = async (told: string): Promise<void> => {
    await database.rows({ name: '', text: 'update access_sheet set told = $1 where callers[1] = $2 and seq = 4' }, [
      told,
      'both',
    ]);
  };
  const [{ told } = { told: '' }] = await database.rows<{ told: string }>({
    name: '',
    text: "select told from access_act where caller = 'both' and seq = 4",
  });
  for (const broken of ['{', '', '[]', '{"patients":null}', '"\\ud800"', '{"careProvider":"x","patients":[["y"]]}']) {
    await change(broken);
    const { rows } = await readAccessLog(
      database.lane,
      { kind: 'system', id: 's', name: 's' },
      { agent: 'both' },
      { count: 10 },
    );
    assert.deepEqual(
      rows.filter(({ act }) => act === 'unreadable').map(({ caller, seq, patientKey }) => [caller, seq, patientKey]),
      [['both', 4, 0]],
      broken,
    );
    assert.equal(rows.length, 7, broken);
    assert.deepEqual(await read(staff('r', 20), 'both', 7), ['20/7', '20/7 before'], broken);
    const { rows: ofPatient } = await readAccessLog(database.lane, staff('r', 20), { patientKey: 9 }, { count: 10 });
    assert.deepEqual(
      ofPatient.map(({ act, caller }) => [act, caller]),
      [['unreadable', 'both']],
      broken,
    );
    const { faults } = await verifyLog(database);
    assert.ok(
      faults.some(({ seq, fault }) => seq === 4 && fault === 'the row was changed'),
      broken,
    );
  }
  await change(told);
});

after(() => log.close());

/** A log that was written a row for each act is carried over as it stands: what was proved before is proved after, what was not is not. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import type { Caller } from '@vardkedjan/care/access/caller.ts';
import { testDatabase } from '../../../test/database.ts';
import { openAccessLog } from './access-log.ts';
import type { Act } from './act.ts';
import { headsOf, keptText, parseKept } from './kept-heads.ts';
import { readAccessLog } from './read-log.ts';
import { chainStart, hashOfSheet } from './sheet.ts';
import { verifyLog } from './verify-chains.ts';

const database = await testDatabase();
const client = await database.connect();
after(() => client.end());
const caller: Caller = { kind: 'system', id: 'reader', name: 'Reader' };
const migrations = path.join(import.meta.dirname, '..', '..', '..', 'migrations');
const migration = async (name: string): Promise<string> => readFile(path.join(migrations, `${name}.sql`), 'utf8');

const at = (seq: number): string => new Date(Date.UTC(2026, 9, 31, 23, 59, 50 + seq)).toISOString();
const patientsOf = (seq: number): number[] => [[7], [7, 8], [], [9, 7, 8]][seq % 4] ?? [];

/** As the version before wrote it: the act, and a row for each of its patients. Twenty of them, over the end of a month. */
async function writeActs(): Promise<void> {
  let hash: Buffer = chainStart;
  for (let seq = 1; seq <= 20; seq++) {
    const keys = patientsOf(seq).length === 0 ? [0] : patientsOf(seq);
    const act: Act = {
      chain: 1,
      seq,
      at: at(seq),
      act: 'open',
      permitted: true,
      callerKind: 'system',
      caller: seq % 2 ? 'odd' : 'even',
      callerName: 'Åsa "Test"\\\n',
      purpose: 'system',
      what: 'GET Patient',
      request: 'r',
      patients: keys.map((key) => [key, key === 0 ? '' : `p-${key}`, 1] as const),
    };
    const told = JSON.stringify(act);
    hash = hashOfSheet(hash, told);
    await client.query('insert into access_act values (1, $1, $2, $3, $4, $5)', [seq, act.at, act.caller, told, hash]);
    for (const key of keys)
      await client.query('insert into access_act_patient values ($1, $2, 1, $3, 0)', [key, act.at, seq]);
  }
  await client.query('insert into access_log_head values (1, 20, $1)', [hash]);
}

test('acts that were rows are sheets of one, with the hashes and heads that they had', async () => {
  const [acts = ''] = (await migration('0011-access-acts')).split('\nalter table');
  await client.query(
    `drop view access_act; drop table access_sheet, access_standing; drop function log_standing_is_kept; ${acts};
    create function log_head_moves_on() returns trigger language plpgsql as 'begin return new; end'`,
  );
  for (const table of ['access_act', 'access_act_patient'])
    for (const [name, from, until] of [
      ['2026_10', '2026-10-01', '2026-11-01'],
      ['2026_11', '2026-11-01', '2026-12-01'],
    ])
      await client.query(
        `create table ${table}_${name} partition of ${table} for values from ('${from}') to ('${until}')`,
      );
  await writeActs();
  const kept = parseKept(keptText(await headsOf(database), at(20)));
  for (const name of ['0035-log-sheets', '0036-log-standings']) await client.query(await migration(name));
  assert.deepEqual(await verifyLog(database, { kept }), { chains: 1, rows: 20, faults: [] });

  const read = async (of: Parameters<typeof readAccessLog>[2]) =>
    (await readAccessLog(database.lane, caller, of, { count: 100 })).rows.map(
      ({ seq, patient }) => `${seq} ${patient}`,
    );
  assert.deepEqual(
    await read({ patientKey: 9 }),
    [19, 15, 11, 7, 3].map((seq) => `${seq} p-9`),
  );
  assert.deepEqual((await read({ agent: 'even', patientKey: 7 })).length, 5);
  assert.equal((await read({ agent: 'odd' })).length, 5 * 2 + 5 * 3);
  await assert.rejects(client.query("update access_sheet set told = ''"), /only added to/);
  await assert.rejects(client.query('truncate access_sheet_2026_10'), /only added to/);

  const log = await openAccessLog(database);
  await log.append([{ caller, act: 'open', permitted: true, what: 'GET Patient', request: 'r', patients: [] }]);
  await log.close();
  assert.deepEqual((await verifyLog(database, { kept })).faults, []);
  assert.deepEqual(await read({ agent: 'reader' }), ['1 ']);
});

/** The log is only added to; a month leaves it by rule only, archived and logged, and the chains hold across what was taken away. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, mock, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { testDatabase } from '../../test/database.ts';
import { loosened } from '../../test/loosened.ts';
import { type AccessNote, openAccessLog } from '../store/access-log/access-log.ts';
import { headsOf, keptText, parseKept } from '../store/access-log/kept-heads.ts';
import { verifyLog } from '../store/access-log/verify-chains.ts';
import { archiveMonth, archiveName, checkArchive, purgeBefore } from './archive.ts';

const database = await testDatabase();
const folder = await mkdtemp(path.join(os.tmpdir(), 'log-archive-'));
after(() => rm(folder, { recursive: true, force: true }));
const note: AccessNote = {
  caller: { kind: 'system', id: 'test', name: 'Test' },
  act: 'open',
  permitted: true,
  what: 'GET Patient/$chart',
  request: 'r',
  patients: [
    { key: 7, id: 'p-7', resources: 1 },
    { key: 8, id: 'p-8', resources: 1 },
  ],
};
const today = new Date('2026-11-29T12:00:00Z');
const change = (text: string): Promise<object[]> => database.rows({ name: '', text });
const faults = async (): Promise<string[]> =>
  (await verifyLog(database)).faults.map(({ chain, seq, fault }) => `${chain}/${seq} ${fault}`);
const count = async (table: string): Promise<number> =>
  (await database.rows<{ n: number }>({ name: '', text: `select count(*) as n from ${table}` }))[0]?.n ?? 0;

/** Two processes, the second begun in December, both going on until now. */
mock.timers.enable({ apis: ['Date'], now: new Date('2020-11-15T12:00:00Z') });
const first = await openAccessLog(database);
for (let n = 0; n < 5; n++) await first.append([note]);
mock.timers.setTime(Date.parse('2020-12-15T12:00:00Z'));
const second = await openAccessLog(database);
for (let n = 0; n < 3; n++) await Promise.all([first.append([note]), second.append([note])]);
mock.timers.reset();
const kept = parseKept(keptText(await headsOf(database), '2020-12-31'));
const now = await openAccessLog(database);
await Promise.all([first.append([note]), second.append([note]), now.append([note])]);
await now.close();

test('rows of the log can be neither changed nor deleted nor emptied by the application’s own role', async () => {
  for (const text of [
    'delete from access_sheet',
    "update access_sheet set told = '{}'",
    "update access_sheet set patients = '{}'",
    'delete from access_sheet_2020_11',
    'delete from access_standing',
    "update access_standing set said = ''",
    'truncate access_standing',
    'delete from access_log_head',
    'update access_log_head set seq = seq - 1',
    'truncate access_sheet',
    'truncate access_sheet_2020_11',
    'truncate access_sheet, access_log_head',
  ])
    await assert.rejects(change(text), /only added to/, text);
  assert.deepEqual(await faults(), []);
});

test('nothing is purged before its time, nor what is not archived, nor when the archive was changed', async () => {
  const purge = (until: string, years = 5) => purgeBefore(database, until, { folder, years, now: today });
  await assert.rejects(purge('2026-11-01T00:00:00.000Z'), /is kept 5 years/);
  await assert.rejects(purge('2020-12-01T00:00:00.000Z'), /2020-11 is not archived/);
  await assert.rejects(archiveMonth(database, '2026-11-01', folder, today), /has not ended/);
  assert.equal((await archiveMonth(database, '2020-11-01', folder)).acts, 5);
  const file = path.join(folder, archiveName('2020-11-01'));
  const whole = await readFile(file);
  const changed = gunzipSync(whole).toString().replace('GET Patient', 'GET Flag');
  await writeFile(file, gzipSync(changed));
  assert.match((await checkArchive(file)).fault ?? '', /row 1 of chain 1 does not follow/);
  await assert.rejects(purge('2020-12-01T00:00:00.000Z'), /is not what was archived/);
  const renamed = gunzipSync(whole).toString().replace('"callerName\\":\\"Test', '"callerName\\":\\"Eva');
  await writeFile(file, gzipSync(renamed));
  assert.match((await checkArchive(file)).fault ?? '', /stands for was changed/);
  const [standing = ''] = gunzipSync(whole)
    .toString()
    .split('\n')
    .filter((line) => line.includes('"said"'));
  await writeFile(file, gzipSync(gunzipSync(whole).toString().replace(`${standing}\n`, '')));
  assert.match((await checkArchive(file)).fault ?? '', /stands for is missing/);
  await writeFile(file, whole);
  await assert.rejects(purge('2020-12-01T00:00:00.000Z', 7), /is kept 7 years/);
  assert.equal(await count('access_sheet_2020_11'), 5);
});

test('what is old enough and archived goes, that it went is in the log, and the chains hold', async () => {
  const purged = await purgeBefore(database, '2020-12-01T00:00:00.000Z', { folder, years: 5, now: today });
  assert.deepEqual(purged, { months: ['2020-11-01'], acts: 5 });
  assert.deepEqual(await faults(), []);
  assert.deepEqual((await verifyLog(database, { kept })).faults, []);
  assert.equal(await count("access_act where at < '2020-12-01'"), 0);
  assert.equal(await count("access_standing where month < '2020-12-01'"), 0);
  assert.equal(await count("access_standing where month = '2020-12-01'"), 1);
  assert.equal(await count(`access_act where told like '%"purge-log"%'`), 1);
  await first.append([note]);
  assert.deepEqual(await faults(), []);
  assert.deepEqual(await purgeBefore(database, '2020-12-01T00:00:00.000Z', { folder, years: 5, now: today }), {
    months: [],
    acts: 0,
  });
  await archiveMonth(database, '2020-12-01', folder);
  await archiveMonth(database, '2021-01-01', folder);
  await archiveMonth(database, '2021-02-01', folder);
  assert.deepEqual((await purgeBefore(database, '2021-03-01T00:00:00.000Z', { folder, years: 5, now: today })).acts, 6);
  assert.deepEqual(await faults(), []);
});

test('a cut that somebody made up is found, and so are rows that were taken from the front', async () => {
  await loosened(database);
  const [first] = await database.rows<{ seq: number }>({
    name: '',
    text: "select min(seq) as seq from access_sheet where at > '2026-01-01' and chain = 1",
  });
  const at = `chain = 1 and seq = ${first?.seq}`;
  await change(`insert into access_log_cut select chain, seq, hash, at from access_sheet where ${at}`);
  await change(`create table aside as select * from access_sheet where ${at}`);
  await change(`delete from access_sheet where ${at}`);
  assert.deepEqual(await faults(), [`1/${first?.seq} the chain was cut here by nobody`]);
  await change('insert into access_sheet select * from aside');
  await change(`delete from access_log_cut where ${at}`);
  assert.deepEqual(await faults(), []);
  await change('delete from access_log_cut');
  assert.ok((await faults()).some((fault) => /rows are missing/.test(fault)));
});

after(() => Promise.all([first.close(), second.close()]));

/**
 * A server process that is killed in the middle of writing, again and again: everything that was acknowledged is there,
 * nothing is there by half, and the access log is whole.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { verifyLog } from '../src/store/access-log/verify-chains.ts';
import { openRecord } from '../src/store/open-record.ts';
import { testDatabase } from './database.ts';

const database = await testDatabase();
const record = openRecord(database, { kind: 'system', id: 'test', name: 'Test' });
const runs = 3;

/** What the process acknowledged until it was killed, some hundred acknowledgements in. */
function writeUntilKilled(run: string, acknowledgements: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'write-until-killed.ts'), database.url, run]);
    let said = '';
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString();
      if (said.split('\n').length > acknowledgements) {
        child.kill('SIGKILL');
      }
    });
    let complaint = '';
    child.stderr.on('data', (piece: Buffer) => {
      complaint += piece.toString();
    });
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') {
        resolve(said.split('\n').slice(0, -1));
      } else {
        reject(new Error(`It ended by itself: ${complaint}`));
      }
    });
  });
}

test('after kill -9 every acknowledged write is there, no half transaction, and the log is whole', async () => {
  for (let run = 0; run < runs; run++) {
    const acknowledged = await writeUntilKilled(`run-${run}`, 60 + 40 * run);
    for (const line of acknowledged) {
      const [id = '', version] = line.split(' ');
      const stored = await record.read('Patient', id);
      assert.equal(String(stored?.version), version);
      const everything = await record.everything(id, { count: 10 });
      assert.equal(everything.matches.length, 4);
      assert.ok((await record.accessLog(stored?.patientKey ?? 0, { count: 5 })).rows.length > 0);
    }
  }
  const whole = await database.rows<{ parts: number; patients: number }>({
    name: 'parts-of-patients',
    text: `select count(*) as patients, parts from (select patient_key, count(*) as parts from resource group by patient_key) as each group by parts`,
  });
  assert.deepEqual(whole.map(({ parts }) => parts), [4]);
  const verdict = await verifyLog(database);
  assert.equal(verdict.chains, runs);
  assert.deepEqual(verdict.faults, []);
});

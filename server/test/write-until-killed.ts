/**
 * Writes without end and says what was acknowledged: for tests that kill it in the middle. Two transactions for each patient,
 * each logged: first the patient by condition, an encounter and two observations, one of which finds the patient by
 * criteria; then the patient anew, one observation away and another in its place. Arguments: database URL, name of the run.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '@vardkedjan/fhir/outcome.ts';
import type { Resource } from '@medplum/fhirtypes';
import { parseSearch } from '@vardkedjan/fhir/search/parse.ts';
import { openAccessLog } from '../src/store/access-log/access-log.ts';
import { openDatabase } from '../src/store/database.ts';
import { openRecord } from '../src/store/open-record.ts';
import type { Written } from '../src/store/record.ts';

const system = 'urn:killed';

const [url = '', run = ''] = process.argv.slice(2);
const caller = { kind: 'system', id: 'killed', name: 'Killed' } as const;
const database = await openDatabase({ dataDir: '/', databaseUrl: url, poolSize: 6 });
const record = openRecord(database, caller);
const log = await openAccessLog(database);

const patientOf = (value: string, more: object = {}): Resource => ({ resourceType: 'Patient', identifier: [{ system, value }], ...more });
const observation = (subject: string): Resource => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
  subject: { reference: subject },
  valueQuantity: { value: 70 },
});

async function write(value: string): Promise<void> {
  const reference = `urn:uuid:${value}`;
  const criteria = `identifier=${system}|${value}`;
  const ifNoneExist = parseSearch('Patient', [['identifier', `${system}|${value}`]], { lenient: false });
  const first = await record.write([
    { action: 'create', fullUrl: reference, resource: patientOf(value), ifNoneExist },
    { action: 'create', resource: { resourceType: 'Encounter', status: 'finished', class: { code: 'AMB' }, subject: { reference } } },
    { action: 'create', fullUrl: `${reference}-o`, resource: observation(reference) },
    { action: 'create', linked: true, resource: observation(`Patient?${criteria}`) },
  ]);
  const id = await acknowledge(first, value);
  const second = await record.write([
    { action: 'delete', type: 'Observation', id: first[2]?.stored.id ?? '' },
    { action: 'create', resource: observation(`Patient/${id}`) },
    { action: 'update', id, resource: patientOf(value, { id, active: true }) },
  ]);
  await acknowledge(second.slice(2), value);
}

/** Logged first, as an answer is. */
async function acknowledge([patient]: readonly Written[], request: string): Promise<string> {
  const { id = '', patientKey = 0, version = 0 } = patient?.stored ?? {};
  const patients = [{ key: patientKey, id, resources: 4 }];
  await log.append([{ caller, act: 'write', permitted: true, what: 'POST', request, patients }]);
  process.stdout.write(`${id} ${version}\n`);
  return id;
}

let next = 0;
await Promise.all(
  Array.from({ length: 4 }, async () => {
    for (;;) {
      try {
        await write(`${run}-${next++}`);
      } catch (error) {
        // Its connection was killed: whether that one was done is for those to find out who read it. The next goes on.
        if (!(error instanceof Failure) || error.kind !== 'unavailable') throw error;
        await sleep(20);
      }
    }
  }),
);
